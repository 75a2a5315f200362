// Asking again and again for what changes while one looks at it.

import type { Loaded } from './loaded.svelte';

interface Again<Found> {
    ask: () => Promise<Found>;
    every_ms: number;
    /** After each answer, and after a question that failed. */
    goes_on: () => boolean;
}

/** Asks at once, and then for as long as it goes on. Returns how to ask no more. */
export function ask_again<Found>(into: Loaded<Found>, { ask, every_ms, goes_on }: Again<Found>): () => void {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let stopped = false;
    into.clear();
    const once = async () => {
        await into.load(ask);
        if (!stopped && goes_on()) {
            timer = setTimeout(once, every_ms);
        }
    };
    void once();
    return () => {
        stopped = true;
        clearTimeout(timer);
    };
}
