// The browser as the feed sees it: its time, its network, and when it makes sense to try again at once.

import type { FeedWorld } from '../api/live_feed';

export function feed_world(): FeedWorld & { follow: () => () => void } {
    const resting = new Set<() => void>();
    const wake = () => resting.forEach((end) => end());
    return {
        fetch: (input, init) => fetch(input, init),
        wait,
        rest: async (ms, signal) => {
            const sooner = new AbortController();
            const end = () => sooner.abort();
            resting.add(end);
            await wait(ms, AbortSignal.any([signal, sooner.signal]));
            resting.delete(end);
        },
        random: Math.random,
        now: () => performance.now(),
        is_thrifty: () => saves_data() || document.visibilityState === 'hidden',
        // Without locks each tab would hold a line of its own, and a browser opens only six to one desk.
        may_stream: navigator.locks !== undefined && !saves_data(),
        follow: () => {
            const on_visible = () => document.visibilityState === 'visible' && wake();
            addEventListener('online', wake);
            document.addEventListener('visibilitychange', on_visible);
            return () => {
                removeEventListener('online', wake);
                document.removeEventListener('visibilitychange', on_visible);
            };
        },
    };
}

function wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
        if (signal.aborted) {
            resolve();
            return;
        }
        const end = () => {
            clearTimeout(timer);
            signal.removeEventListener('abort', end);
            resolve();
        };
        const timer = setTimeout(end, ms);
        signal.addEventListener('abort', end);
    });
}

function saves_data(): boolean {
    const { connection } = navigator as Navigator & { connection?: { saveData?: boolean } };
    return connection?.saveData === true;
}
