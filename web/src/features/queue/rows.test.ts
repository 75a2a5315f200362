import { describe, expect, it } from 'vitest';
import type { Row } from '../../api/types';
import { fresh_rows, marked, sort_news, with_news, with_page } from './rows';

const record = (number: string, version: number) => ({ number, version, title: `${number} v${version}` }) as Row;
const rows = fresh_rows([record('A-1', 1), record('A-2', 5), record('A-3', 2)]);
const seen = (list: typeof rows) => list.map((row) => [row.record.number, row.record.version, row.mark]);

describe('news about records', () => {
    it('is told apart: older than what is shown, out of sight, and not in the list', () => {
        const told = [
            { number: 'A-1', version: 2 },
            { number: 'A-2', version: 5 },
            { number: 'A-3', version: 3, removed: true },
            { number: 'B-9', version: 1 },
            { number: 'B-8', version: 4, removed: true },
        ];
        expect(sort_news(rows, told)).toEqual({ stale: ['A-1'], gone: ['A-3'], other: ['B-9'] });
    });

    it('leaves every row where it is, with what it says now and a mark', () => {
        const now = with_news(rows, ['A-1', 'A-2'], [record('A-2', 6), record('A-1', 1)]);
        expect(seen(now)).toEqual([
            ['A-1', 1, null],
            ['A-2', 6, 'changed'],
            ['A-3', 2, null],
        ]);
        expect(marked(now)).toBe(1);
    });

    it('strikes what was asked for and did not come, and takes it back when it comes again', () => {
        const gone = with_news(rows, ['A-3'], []);
        expect(seen(gone)[2]).toEqual(['A-3', 2, 'gone']);
        expect(seen(with_news(gone, ['A-3'], [record('A-3', 2)]))[2]).toEqual(['A-3', 2, 'changed']);
    });

    it('does not mark what the reader did herself', () => {
        expect(seen(with_news(rows, ['A-1'], [record('A-1', 2)], new Set(['A-1'])))[0]).toEqual(['A-1', 2, null]);
    });

    it('keeps the mark of a row until the list is sorted again', () => {
        const changed = with_news(rows, ['A-1'], [record('A-1', 2)]);
        expect(seen(with_news(changed, ['A-1'], [record('A-1', 2)]))[0]).toEqual(['A-1', 2, 'changed']);
    });
});

it('a record that moved to a later page is shown once', () => {
    const more = with_page(rows, [record('A-3', 3), record('A-4', 1)]);
    expect(seen(more).map(([number]) => number)).toEqual(['A-1', 'A-2', 'A-3', 'A-4']);
});
