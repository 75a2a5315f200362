// One line to the desk for all tabs of a browser. A web lock chooses the tab that listens, and a BroadcastChannel
// carries its news to the others: phones have no SharedWorker, and a browser freezes no tab that holds a lock.

import type { News } from './live_news';

/** What sharing needs of the browser, so that tests can stand in for it. */
export interface ShareWorld {
    /** Null where the browser has none, as on plain HTTP: then every tab asks for itself. */
    locks: Pick<LockManager, 'request'> | null;
    open_channel: (name: string) => Pick<BroadcastChannel, 'postMessage' | 'close' | 'onmessage'>;
    /** Where the last position is kept for the next page; only a convenience. */
    store: Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;
    /** Listens, beginning at a position, until the signal says stop. */
    listen: (position: string | null, tell: (news: News) => void, signal: AbortSignal) => Promise<void>;
}

type Message = News | { kind: 'hello' };

export class SharedLive {
    readonly #world: ShareWorld;
    readonly #name: string;
    readonly #take: (news: News) => void;
    readonly #channel: ReturnType<ShareWorld['open_channel']>;
    #place: AbortController | null = null;
    #leads = false;
    #position: string | null;
    #state: News | null = null;

    constructor(world: ShareWorld, person: string, take: (news: News) => void) {
        this.#world = world;
        this.#name = `reeve.live.${person}`;
        this.#take = take;
        this.#position = this.#kept();
        this.#channel = world.open_channel(this.#name);
        this.#channel.onmessage = ({ data }: MessageEvent<Message>) => this.#hear(data);
    }

    /** Takes part: listens, or hears what the tab that listens has to say. */
    join(): void {
        if (this.#place !== null) {
            return;
        }
        const place = new AbortController();
        this.#place = place;
        this.#channel.postMessage({ kind: 'hello' } satisfies Message);
        if (this.#world.locks === null) {
            void this.#lead(place.signal);
            return;
        }
        this.#world.locks
            .request(this.#name, { signal: place.signal }, () => this.#lead(place.signal))
            .catch((reason: unknown) => {
                // Leaving while still in the queue for the lock is no fault.
                if (!place.signal.aborted) {
                    throw reason;
                }
            });
    }

    /** Stops listening and lets another tab do it; what comes meanwhile is caught up with after `join`. */
    leave(): void {
        this.#place?.abort();
        this.#place = null;
    }

    /** For good: nothing of this person is left. */
    close(): void {
        this.leave();
        this.#channel.close();
        try {
            this.#world.store.removeItem(this.#name);
        } catch {
            // Nothing was kept then.
        }
    }

    async #lead(signal: AbortSignal): Promise<void> {
        this.#leads = true;
        // Another tab may have listened on while this one waited for its turn.
        const position = this.#position ?? this.#kept();
        try {
            await this.#world.listen(position, (news) => this.#say(news), signal);
        } finally {
            this.#leads = false;
        }
    }

    #say(news: News): void {
        if (news.kind === 'state' && this.#state?.kind === 'state' && this.#state.state === news.state) {
            return;
        }
        this.#note(news);
        if ('position' in news) {
            this.#keep();
        }
        this.#channel.postMessage(news);
        this.#take(news);
    }

    #hear(message: Message): void {
        if (message.kind !== 'hello') {
            this.#note(message);
            this.#take(message);
        } else if (this.#leads && this.#state !== null) {
            this.#channel.postMessage(this.#state);
        }
    }

    #note(news: News): void {
        if (news.kind === 'state') {
            this.#state = news;
        } else if ('position' in news) {
            this.#position = news.position ?? this.#position;
        }
    }

    #kept(): string | null {
        try {
            return this.#world.store.getItem(this.#name);
        } catch {
            return null;
        }
    }

    #keep(): void {
        try {
            if (this.#position !== null) {
                this.#world.store.setItem(this.#name, this.#position);
            }
        } catch {
            // Then the next page begins anew.
        }
    }
}
