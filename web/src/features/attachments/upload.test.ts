import { describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '../../api/refused';
import { fitted, is_photo } from './photo';
import { size_words } from './size_words';
import { Upload, type UploadDesk } from './upload.svelte';

/** A desk that keeps what comes, and loses the line at the parts named. */
class FakeDesk implements UploadDesk {
    bytes = 0;
    calls: string[] = [];
    length = 0;
    readonly #lose: Record<number, 'before' | 'after'>;

    constructor(lose: Record<number, 'before' | 'after'> = {}) {
        this.#lose = lose;
    }

    begin(_name: string, _type: string, length: number, part: Blob) {
        this.length = length;
        return this.#take('begin', part);
    }

    next(_upload: string, offset: number, part: Blob) {
        return offset === this.bytes
            ? this.#take('next', part)
            : Promise.reject(new Refused({ status: 409, detail: `continues at ${this.bytes}` }));
    }

    ask() {
        this.calls.push('ask');
        return Promise.resolve(this.state());
    }

    #take(call: string, part: Blob): Promise<ReturnType<FakeDesk['state']>> {
        const lost = this.#lose[this.calls.length];
        this.calls.push(call);
        if (lost === 'before') {
            return Promise.reject(new Unreachable(null));
        }
        this.bytes += part.size;
        if (lost === 'after') {
            return Promise.reject(new Unreachable(null));
        }
        return Promise.resolve(this.state());
    }

    state() {
        return { upload: 'u1', offset: this.bytes, complete: this.bytes === this.length };
    }
}

const file = (size: number) => new File([new Uint8Array(size)], 'log.txt', { type: 'text/plain' });

async function run(upload: Upload) {
    const running = upload.run();
    const nudge = setInterval(() => upload.retry(), 1);
    const stage = await running;
    clearInterval(nudge);
    return stage;
}

describe('an upload', () => {
    it('goes in parts that grow while the line is good', async () => {
        const desk = new FakeDesk();
        const upload = new Upload(file(200_000), desk);
        expect(await run(upload)).toBe('done');
        expect(desk.bytes).toBe(200_000);
        expect(desk.calls).toEqual(['begin', 'next', 'next']);
    });

    it('goes on where it ended when the line broke before or after a part', async () => {
        const desk = new FakeDesk({ 1: 'before', 3: 'after' });
        const upload = new Upload(file(300_000), desk);
        expect(await run(upload)).toBe('done');
        expect(desk.bytes).toBe(300_000);
        expect(desk.calls.filter((call) => call === 'ask').length).toBe(2);
    });

    it('says in the desk’s words why it was refused, and stops', async () => {
        const desk = new FakeDesk();
        desk.begin = () => Promise.reject(new Refused({ status: 413, detail: 'A file has at most 25 MB.' }));
        const upload = new Upload(file(10), desk);
        expect(await run(upload)).toBe('refused');
        expect(upload.problem).toBe('A file has at most 25 MB.');
    });

    it('stops when it is removed while the line is down', async () => {
        const desk = new FakeDesk();
        desk.begin = () => Promise.reject(new Unreachable(null));
        const upload = new Upload(file(10), desk);
        const running = upload.run();
        await Promise.resolve();
        upload.remove();
        expect(await running).toBe('removed');
    });
});

describe('a photo', () => {
    it('is fitted into 1280 px, and never blown up', () => {
        expect(fitted(4_000, 3_000)).toEqual({ width: 1280, height: 960 });
        expect(fitted(1_000, 4_000)).toEqual({ width: 320, height: 1280 });
        expect(fitted(640, 480)).toEqual({ width: 640, height: 480 });
    });

    it('is told from other files, whose content is nobody’s to change', () => {
        expect(is_photo(new Blob([], { type: 'image/jpeg' }))).toBe(true);
        expect(is_photo(new Blob([], { type: 'image/svg+xml' }))).toBe(false);
        expect(is_photo(new Blob([], { type: 'application/pdf' }))).toBe(false);
    });

    it('and any file has its size told shortly', () => {
        expect([640, 148_300, 2_410_000].map(size_words)).toEqual(['640 B', '148 KB', '2.4 MB']);
    });
});
