// News of the desk for the screens: which records changed, and whether news comes at all.

import { type CallWatcher, call, watch_calls } from '../api/call';
import { LiveFeed } from '../api/live_feed';
import type { LiveState, News, PresenceNews } from '../api/live_news';
import { SharedLive } from '../api/live_share';
import { OwnActs, type RecordChange } from '../api/own_acts';
import { feed_world } from './live_world';

export type { RecordChange } from '../api/own_acts';

/** How long a phone's screen may be dark before the line is given up. */
const hidden_ms = 10_000;

export class Live {
    state = $state<LiveState>('starting');
    readonly #on_records = new Set<(changes: RecordChange[]) => void>();
    readonly #on_reset = new Set<() => void>();
    readonly #on_presence = new Set<(presence: PresenceNews) => void>();
    readonly #own = new OwnActs((changes) => this.#on_records.forEach((tell) => tell(changes)));
    #stop: (() => void) | null = null;

    /** Records that changed, each once, also those that nobody shows. Returns how to hear no more. */
    on_records(tell: (changes: RecordChange[]) => void): () => void {
        return added(this.#on_records, tell);
    }

    /** What is shown may be old, and which records are is not known: ask for everything again. */
    on_reset(tell: () => void): () => void {
        return added(this.#on_reset, tell);
    }

    on_presence(tell: (presence: PresenceNews) => void): () => void {
        return added(this.#on_presence, tell);
    }

    /** Begins to hear of what that person may see. */
    start(person: string): void {
        this.stop();
        this.state = 'starting';
        const world = feed_world();
        const shared = new SharedLive(
            {
                locks: navigator.locks ?? null,
                open_channel: (name) => new BroadcastChannel(name),
                store: localStorage,
                listen: (position, tell, signal) => new LiveFeed(world, position, tell).run(signal),
            },
            person,
            (news) => this.#take(news, shared),
        );
        shared.join();
        const forget = [watch_calls(this.#watch_own), world.follow(), rest_when_hidden(shared)];
        this.#stop = () => {
            forget.forEach((each) => each());
            shared.close();
        };
    }

    /** For good, as at a sign-out. */
    stop(): void {
        this.#stop?.();
        this.#stop = null;
    }

    #take(news: News, shared: SharedLive): void {
        switch (news.kind) {
            case 'records':
                this.#own.take(news.changes);
                break;
            case 'reset':
                this.#on_reset.forEach((tell) => tell());
                break;
            case 'presence':
                this.#on_presence.forEach((tell) => tell(news.presence));
                break;
            case 'state':
                this.state = news.state;
                break;
            case 'signed_out':
                void this.#sign_in_and_join(shared);
        }
    }

    /** The session ended. Any call asks for a sign-in over the page, and settles when there was one. */
    async #sign_in_and_join(shared: SharedLive): Promise<void> {
        this.state = 'offline';
        shared.leave();
        try {
            await call('/me');
            shared.join();
        } catch {
            // Given up: the next call of the page asks again, and a reload joins anew.
        }
    }

    readonly #watch_own: CallWatcher = (path, method) => {
        const [, number] = /^\/records\/([^/?]+)/.exec(path) ?? [];
        if (method === 'GET' || number === undefined) {
            return () => undefined;
        }
        const end = this.#own.begin(decodeURIComponent(number));
        return ({ answer }) => {
            const version = (answer as { version?: unknown } | undefined)?.version;
            end(typeof version === 'number' ? version : null);
        };
    };
}

export const live = new Live();

/** On a phone a line costs power while nobody looks; coming back catches up. */
function rest_when_hidden(shared: SharedLive): () => void {
    if (!matchMedia('(pointer: coarse)').matches) {
        return () => undefined;
    }
    let timer: ReturnType<typeof setTimeout> | undefined;
    const follow = () => {
        clearTimeout(timer);
        if (document.visibilityState === 'hidden') {
            timer = setTimeout(() => shared.leave(), hidden_ms);
        } else {
            shared.join();
        }
    };
    document.addEventListener('visibilitychange', follow);
    return () => {
        clearTimeout(timer);
        document.removeEventListener('visibilitychange', follow);
    };
}

function added<Teller>(tellers: Set<Teller>, tell: Teller): () => void {
    tellers.add(tell);
    return () => tellers.delete(tell);
}
