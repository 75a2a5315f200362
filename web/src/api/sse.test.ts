import { describe, expect, it } from 'vitest';
import { SseParser } from './sse';

function blocks_of(...pieces: string[]) {
    const parser = new SseParser();
    return pieces.flatMap((piece) => parser.feed(piece));
}

describe('a stream of events', () => {
    it('is read block by block, with where it stands', () => {
        const found = blocks_of('retry: 2000\nid: p1\n\nevent: record\nid: p2\ndata: {"a":1}\n\n');
        expect(found).toEqual([
            { event: 'message', data: null, id: 'p1', retry_ms: 2000 },
            { event: 'record', data: '{"a":1}', id: 'p2', retry_ms: null },
        ]);
    });
    it('may be cut anywhere, also within a line’s end', () => {
        const text = 'event: record\r\nid: p2\r\ndata: first\r\ndata: second\r\n\r\n';
        const whole = blocks_of(text);
        expect(whole).toEqual([{ event: 'record', data: 'first\nsecond', id: 'p2', retry_ms: null }]);
        for (let cut = 1; cut < text.length; cut += 1) {
            expect(blocks_of(text.slice(0, cut), text.slice(cut)), `cut at ${cut}`).toEqual(whole);
        }
    });
    it('has comments, which are no news', () => {
        expect(blocks_of(': beat\n\n', ': beat\n\n')).toEqual([]);
    });
    it('keeps what is not finished to itself', () => {
        expect(blocks_of('event: record\ndata: {}\n')).toEqual([]);
    });
    it('gives nothing of one block to the next', () => {
        expect(blocks_of('event: record\nid: p1\ndata: 1\n\ndata: 2\n\n')[1]).toEqual({
            event: 'message',
            data: '2',
            id: null,
            retry_ms: null,
        });
    });
});
