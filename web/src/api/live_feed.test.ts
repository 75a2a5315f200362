import { describe, expect, it } from 'vitest';
import { type FeedWorld, LiveFeed } from './live_feed';
import type { News } from './live_news';

/** A moment of the scripted desk: what it answers, and what it saw of the question. */
type Scripted = (path: string, headers: Headers, signal: AbortSignal) => Response | Promise<Response>;

/** A world with a clock of its own: it jumps to the next thing that waits whenever nothing else goes on. */
class Scene {
    readonly told: News[] = [];
    readonly asked: { path: string; after: string | null; at_ms: number }[] = [];
    readonly #script: Scripted[];
    readonly #stop = new AbortController();
    #now = 0;
    #waiting: { at_ms: number; end: () => void }[] = [];
    thrifty = false;
    may_stream = true;

    constructor(...script: Scripted[]) {
        this.#script = script;
    }

    async play(position: string | null = 'p0'): Promise<this> {
        const feed = new LiveFeed(this.#world(), position, (news) => this.told.push(news));
        const end = feed.run(this.#stop.signal);
        let ended = false;
        void end.then(() => (ended = true));
        while (!ended) {
            for (let turn = 0; turn < 20; turn += 1) {
                await new Promise((done) => setImmediate(done));
            }
            this.#waiting.sort((a, b) => a.at_ms - b.at_ms);
            const next = this.#waiting.shift();
            if (next) {
                this.#now = next.at_ms;
                next.end();
            } else if (!ended) {
                this.#stop.abort();
            }
        }
        return this;
    }

    states(): string[] {
        return this.told.flatMap((news) => (news.kind === 'state' ? [news.state] : [])).filter(is_new);
    }

    numbers(): string[] {
        return this.told.flatMap((news) => (news.kind === 'records' ? news.changes.map(({ number }) => number) : []));
    }

    #world(): FeedWorld {
        const wait = (ms: number, signal: AbortSignal) =>
            new Promise<void>((resolve) => {
                const entry = { at_ms: this.#now + ms, end: resolve };
                this.#waiting.push(entry);
                signal.addEventListener('abort', () => {
                    this.#waiting = this.#waiting.filter((each) => each !== entry);
                    resolve();
                });
            });
        return {
            fetch: (path, init) => this.#answer(path as string, init ?? {}),
            wait,
            rest: wait,
            random: () => 0.5,
            now: () => this.#now,
            is_thrifty: () => this.thrifty,
            may_stream: this.may_stream,
        };
    }

    async #answer(path: string, { headers, signal }: RequestInit): Promise<Response> {
        const given = headers as Headers;
        this.asked.push({ path, after: given.get('Last-Event-ID'), at_ms: this.#now });
        const next = this.#script.shift();
        if (!next || !signal) {
            this.#stop.abort();
            throw new Error('the scene is over');
        }
        return next(path, given, signal);
    }
}

function is_new(state: string, at: number, all: string[]): boolean {
    return state !== all[at - 1];
}

/** A stream that says these pieces; it then ends, or stays open in silence. */
function stream(pieces: string[], then: 'ends' | 'stays' = 'ends'): Scripted {
    return (_path, _headers, signal) => {
        const body = new ReadableStream<Uint8Array>({
            start(controller) {
                pieces.forEach((piece) => controller.enqueue(new TextEncoder().encode(piece)));
                if (then === 'ends') {
                    controller.close();
                }
                signal.addEventListener('abort', () => controller.error(new Error('aborted')));
            },
        });
        return new Response(body, { headers: { 'Content-Type': 'text/event-stream' } });
    };
}

const unreachable: Scripted = () => {
    throw new TypeError('no network');
};
const json = (body: unknown, status = 200, headers = {}): Scripted => {
    return () => Response.json(body, { status, headers });
};
const record = (number: string, id: string) => `event: record\nid: ${id}\ndata: {"number":"${number}","version":2}\n\n`;

describe('the feed', () => {
    it('takes up where it was after every end of the stream', async () => {
        const scene = await new Scene(
            stream(['id: p1\n\n', record('A-1', 'p2')]),
            stream([record('A-2', 'p3')]),
        ).play();
        expect(scene.asked.map(({ after }) => after)).toEqual(['p0', 'p2', 'p3']);
        expect(scene.numbers()).toEqual(['A-1', 'A-2']);
        expect(scene.told.some(({ kind }) => kind === 'reset')).toBe(false);
    });
    it('begun without a position asks for everything to be read again, once it has one', async () => {
        const scene = await new Scene(stream(['id: p1\n\n', record('A-1', 'p2')])).play(null);
        expect(scene.told.filter(({ kind }) => kind !== 'state').slice(0, 2)).toEqual([
            { kind: 'reset', position: 'p1' },
            { kind: 'records', changes: [{ number: 'A-1', version: 2, removed: false }], position: 'p2' },
        ]);
    });
    it('tells a reset of the desk’s', async () => {
        const scene = await new Scene(stream(['event: reset\nid: p9\ndata: {}\n\n'])).play();
        expect(scene.told).toContainEqual({ kind: 'reset', position: 'p9' });
    });
    it('notices within 45 s that a line is dead, and a beat keeps it', async () => {
        const scene = await new Scene(stream(['id: p1\n\n'], 'stays'), stream(['id: p1\n\n'])).play();
        expect(scene.asked.length).toBe(3);
        const waited = (scene.asked[1]?.at_ms ?? 0) - (scene.asked[0]?.at_ms ?? 0);
        expect(waited).toBeGreaterThanOrEqual(45_000);
        expect(waited).toBeLessThan(60_000);
    });
    it('asks now and then where something in between holds the stream back', async () => {
        const scene = await new Scene(
            stream([], 'stays'),
            json({ items: [{ number: 'A-1', version: 3 }], next: 'p1', more: true, reset: false }),
            json({ items: [{ number: 'A-2', version: 1, removed: true }], next: 'p2', more: false, reset: false }),
            json({ items: [], next: 'p2', more: false, reset: false }),
        ).play();
        expect(scene.states()).toEqual(['polling']);
        expect(scene.asked.map(({ path }) => path)).toEqual([
            '/api/v1/events',
            '/api/v1/sync?since=p0',
            '/api/v1/sync?since=p1',
            '/api/v1/sync?since=p2',
            '/api/v1/sync?since=p2',
        ]);
        expect(scene.numbers()).toEqual(['A-1', 'A-2']);
        const rest = (scene.asked[3]?.at_ms ?? 0) - (scene.asked[2]?.at_ms ?? 0);
        expect(rest).toBe(20_000);
    });
    it('asks seldom where bytes are to be spared', async () => {
        const nothing = json({ items: [], next: 'p0', more: false, reset: false });
        const scene = new Scene(nothing, nothing);
        scene.thrifty = true;
        scene.may_stream = false;
        await scene.play();
        expect(scene.asked.map(({ path }) => path)).not.toContain('/api/v1/events');
        expect((scene.asked[1]?.at_ms ?? 0) - (scene.asked[0]?.at_ms ?? 0)).toBe(60_000);
    });
    it('tries streaming again after a while of asking', async () => {
        const nothing = json({ items: [], next: 'p0', more: false, reset: false });
        const scene = await new Scene(stream([], 'stays'), ...Array.from({ length: 15 }, () => nothing), stream([])).play();
        expect(scene.asked.filter(({ path }) => path === '/api/v1/events').length).toBeGreaterThan(1);
    });
    it('rests longer and longer while the desk cannot be reached, and is live again at once after', async () => {
        const scene = await new Scene(
            ...Array.from({ length: 8 }, () => unreachable),
            stream(['id: p1\n\n'], 'stays'),
        ).play();
        const rests = scene.asked.slice(1, 9).map(({ at_ms }, at) => at_ms - (scene.asked[at]?.at_ms ?? 0));
        expect(rests).toEqual(rests.toSorted((a, b) => a - b));
        expect(Math.max(...rests)).toBeLessThanOrEqual(30_000);
        expect(scene.states().slice(0, 2)).toEqual(['offline', 'live']);
    });
    it('comes back when a busy desk says so, not sooner', async () => {
        const scene = await new Scene(json({}, 503, { 'Retry-After': '7' }), stream([])).play();
        expect((scene.asked[1]?.at_ms ?? 0) - (scene.asked[0]?.at_ms ?? 0)).toBeGreaterThanOrEqual(7_000);
        expect(scene.states()).not.toContain('offline');
    });
    it('drops a position that the desk does not know, and begins anew', async () => {
        const scene = await new Scene(json({}, 400), stream(['id: p1\n\n'])).play('of another desk');
        expect(scene.asked.map(({ after }) => after)).toEqual(['of another desk', null, 'p1']);
        expect(scene.told).toContainEqual({ kind: 'reset', position: 'p1' });
    });
    it('ends when nobody is signed in any more, and says so', async () => {
        const scene = await new Scene(json({}, 401)).play();
        expect(scene.told).toEqual([{ kind: 'signed_out' }]);
        expect(scene.asked.length).toBe(1);
    });
    it('takes no notice of what it does not understand', async () => {
        const odd = 'event: record\nid: p1\ndata: {"numb\n\nevent: dance\nid: p2\ndata: {}\n\nevent: record\ndata: {}\n\n';
        const scene = await new Scene(stream([odd, record('A-1', 'p3')])).play();
        expect(scene.numbers()).toEqual(['A-1']);
    });
});
