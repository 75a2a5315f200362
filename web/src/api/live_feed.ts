// The one line to the desk on which news comes: a stream of events, and where streaming does not work, asking now and
// then. It goes on for as long as it is not stopped, and forgets nothing in between: the desk takes up where it was.

import { type News, type RecordNews, presence_news, record_news } from './live_news';
import { type SseBlock, SseParser } from './sse';

/** What the feed needs of the browser, so that tests can stand in for it. */
export interface FeedWorld {
    fetch: typeof fetch;
    /** Settles after that long, and at once when the signal says stop. */
    wait: (ms: number, signal: AbortSignal) => Promise<void>;
    /** The same, but sooner where there is reason to think that the desk can be reached again. */
    rest: (ms: number, signal: AbortSignal) => Promise<void>;
    random: () => number;
    /** Milliseconds that only go forward. */
    now: () => number;
    /** The reader wants to spend few bytes, or nobody looks. */
    is_thrifty: () => boolean;
    may_stream: boolean;
}

/** The desk says something at least every 20 s: after this long without a byte the line is dead. */
const dead_after_ms = 45_000;
/** A line that is open, and on which not even the greeting came by then, is held back by something in between. */
const greeting_ms = 10_000;
/** A stream that ends sooner than this was hardly one. */
const short_ms = 5_000;
const short_streams_max = 3;
const poll_ms = 20_000;
const thrifty_poll_ms = 60_000;
/** How long to ask now and then before streaming is tried again. */
const polling_ms = 300_000;
const first_retry_ms = 1_000;
const last_retry_ms = 30_000;

type Ending = 'ended' | 'held_back' | 'unreachable' | 'signed_out' | 'stopped' | { after_ms: number };

export class LiveFeed {
    readonly #world: FeedWorld;
    readonly #tell: (news: News) => void;
    #position: string | null;
    #retry_ms = first_retry_ms;
    #failures = 0;
    #short_streams = 0;

    /** `position` is where it was left, on this device or by another tab; null to begin now. */
    constructor(world: FeedWorld, position: string | null, tell: (news: News) => void) {
        this.#world = world;
        this.#position = position;
        this.#tell = tell;
    }

    /** Settles when it was stopped, or when nobody is signed in any more. */
    async run(signal: AbortSignal): Promise<void> {
        let ending: Ending = 'ended';
        while (!signal.aborted && ending !== 'signed_out') {
            const streams = this.#world.may_stream && this.#short_streams < short_streams_max;
            ending = streams ? await this.#stream(signal) : await this.#poll(signal);
            if (!signal.aborted) {
                await this.#rest_after(ending, signal);
            }
        }
        if (ending === 'signed_out') {
            this.#tell({ kind: 'signed_out' });
        }
    }

    async #rest_after(ending: Ending, signal: AbortSignal): Promise<void> {
        if (ending === 'held_back') {
            this.#short_streams = short_streams_max;
        } else if (ending === 'ended') {
            await this.#world.rest(this.#retry_ms * (0.5 + this.#world.random()), signal);
        } else if (ending === 'unreachable') {
            this.#tell({ kind: 'state', state: 'offline' });
            this.#failures += 1;
            const longest = Math.min(last_retry_ms, first_retry_ms * 2 ** this.#failures);
            // Chance keeps a thousand pages from coming back in the same second.
            await this.#world.rest(longest * (0.5 + this.#world.random() / 2), signal);
        } else if (typeof ending === 'object') {
            await this.#world.rest(ending.after_ms, signal);
        }
    }

    async #stream(signal: AbortSignal): Promise<Ending> {
        const line = new AbortController();
        const stop = () => line.abort();
        signal.addEventListener('abort', stop);
        const watch = new DeadLine(this.#world, stop);
        const began = this.#world.now();
        try {
            watch.expect_within(dead_after_ms);
            const answer = await this.#world.fetch('/api/v1/events', this.#asking(line.signal, 'text/event-stream'));
            const refused = this.#refusal(answer);
            if (refused !== null) {
                return refused;
            }
            if (!answer.body) {
                return 'held_back';
            }
            watch.expect_within(greeting_ms);
            const heard = await this.#read(answer.body.getReader(), watch);
            if (!heard) {
                return 'held_back';
            }
            this.#short_streams = this.#world.now() - began < short_ms ? this.#short_streams + 1 : 0;
            return 'ended';
        } catch {
            return signal.aborted ? 'stopped' : watch.held_back ? 'held_back' : 'unreachable';
        } finally {
            watch.stop();
            signal.removeEventListener('abort', stop);
            line.abort();
        }
    }

    /** Reads to the end of the stream. Whether anything came. */
    async #read(reader: ReadableStreamDefaultReader<Uint8Array>, watch: DeadLine): Promise<boolean> {
        const decoder = new TextDecoder();
        const parser = new SseParser();
        let heard = false;
        for (;;) {
            const { done, value } = await reader.read();
            if (done) {
                return heard;
            }
            if (!heard) {
                heard = true;
                this.#answered('live');
            }
            watch.expect_within(dead_after_ms, true);
            this.#take(parser.feed(decoder.decode(value, { stream: true })));
        }
    }

    #take(blocks: readonly SseBlock[]): void {
        const changes: RecordNews[] = [];
        for (const block of blocks) {
            const had_none = this.#position === null;
            this.#position = block.id ?? this.#position;
            this.#retry_ms = block.retry_ms ?? this.#retry_ms;
            const found = block.data === null ? null : parse(block.data);
            if (block.event === 'record') {
                const news = record_news(found);
                changes.push(...(news ? [news] : []));
            } else if (block.event === 'presence') {
                const presence = presence_news(found);
                if (presence) {
                    this.#tell({ kind: 'presence', presence });
                }
            } else if (block.event === 'reset' || (had_none && block.id !== null)) {
                // Begun without a position: what was read before this moment may have changed unnoticed.
                this.#tell({ kind: 'reset', position: this.#position });
            }
        }
        if (changes.length > 0) {
            this.#tell({ kind: 'records', changes, position: this.#position });
        }
    }

    /** Asks now and then, until streaming is worth another try. */
    async #poll(signal: AbortSignal): Promise<Ending> {
        const until = this.#world.now() + polling_ms;
        do {
            const ending = await this.#poll_once(signal);
            if (ending !== 'ended') {
                return ending;
            }
            const rest = this.#world.is_thrifty() ? thrifty_poll_ms : poll_ms;
            await this.#world.rest(rest * (0.9 + this.#world.random() / 5), signal);
        } while (!signal.aborted && (this.#world.now() < until || !this.#world.may_stream));
        this.#short_streams = short_streams_max - 1;
        return signal.aborted ? 'stopped' : { after_ms: 0 };
    }

    async #poll_once(signal: AbortSignal): Promise<Ending> {
        try {
            for (let more = true; more; ) {
                const query = this.#position === null ? '' : `?since=${encodeURIComponent(this.#position)}`;
                const answer = await this.#world.fetch(`/api/v1/sync${query}`, this.#asking(signal, 'application/json'));
                const refused = this.#refusal(answer);
                if (refused !== null) {
                    return refused;
                }
                more = this.#take_sync((await answer.json()) as Record<string, unknown>);
            }
            this.#answered('polling');
            return 'ended';
        } catch {
            return signal.aborted ? 'stopped' : 'unreachable';
        }
    }

    #take_sync(found: Record<string, unknown>): boolean {
        const had_none = this.#position === null;
        this.#position = typeof found['next'] === 'string' ? found['next'] : this.#position;
        const items = Array.isArray(found['items']) ? found['items'] : [];
        const changes = items.map(record_news).filter((news) => news !== null);
        if (found['reset'] === true || had_none) {
            this.#tell({ kind: 'reset', position: this.#position });
        } else if (changes.length > 0) {
            this.#tell({ kind: 'records', changes, position: this.#position });
        }
        return found['more'] === true;
    }

    #asking(signal: AbortSignal, accept: string): RequestInit {
        const headers = new Headers({ Accept: accept });
        if (this.#position !== null && accept === 'text/event-stream') {
            headers.set('Last-Event-ID', this.#position);
        }
        return { headers, signal, credentials: 'same-origin', cache: 'no-store' };
    }

    /** What a refusing answer means; null where it is none. */
    #refusal(answer: Response): Ending | null {
        if (answer.ok) {
            return null;
        }
        if (answer.status === 401) {
            return 'signed_out';
        }
        if (answer.status === 400 && this.#position !== null) {
            // A position of another desk, or of another person at this device: begin anew.
            this.#position = null;
            return { after_ms: 0 };
        }
        const said = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
        if (!Number.isNaN(said)) {
            return { after_ms: said * 1_000 * (1 + this.#world.random()) };
        }
        return 'unreachable';
    }

    #answered(state: 'live' | 'polling'): void {
        this.#failures = 0;
        this.#tell({ kind: 'state', state });
    }
}

/** Ends a line on which nothing comes. */
class DeadLine {
    readonly #world: FeedWorld;
    readonly #end: () => void;
    #turn = new AbortController();
    #greeted = false;
    held_back = false;

    constructor(world: FeedWorld, end: () => void) {
        this.#world = world;
        this.#end = end;
    }

    expect_within(ms: number, greeted = false): void {
        this.#greeted ||= greeted;
        this.stop();
        const turn = new AbortController();
        this.#turn = turn;
        void this.#world.wait(ms, turn.signal).then(() => {
            if (!turn.signal.aborted) {
                this.held_back = !this.#greeted && ms === greeting_ms;
                this.#end();
            }
        });
    }

    stop(): void {
        this.#turn.abort();
    }
}

function parse(text: string): unknown {
    try {
        return JSON.parse(text);
    } catch {
        return null;
    }
}
