import { describe, expect, it } from 'vitest';
import type { HoursReport } from '../../api/types';
import { hours_figures, longest_first, minutes_words } from './hours';

const ana = { id: 'a', name: 'Ana' };
const rui = { id: 'r', name: 'Rui' };
const report: HoursReport = {
    process: 'shop',
    type: 'thing',
    from: null,
    to: null,
    partial: false,
    minutes: 1_650,
    people: [
        { person: ana, minutes: 30, entries: 1, records: 1 },
        { person: rui, minutes: 1_620, entries: 3, records: 2 },
    ],
    rows: [
        { person: ana, number: 'T-1', organisation: null, minutes: 30, entries: 1 },
        { person: rui, number: 'T-1', organisation: null, minutes: 120, entries: 1 },
        { person: rui, number: 'T-2', organisation: null, minutes: 1_500, entries: 2 },
    ],
};

describe('the report of hours', () => {
    it('tells time in hours, however many', () => {
        expect(minutes_words(1_500)).toBe('25 h');
        expect(minutes_words(150)).toBe('2 h 30 min');
    });

    it('begins with whoever worked longest', () => {
        expect(longest_first(report.people).map(({ person }) => person?.name)).toEqual(['Rui', 'Ana']);
    });

    it('counts a record once, however many worked on it', () => {
        expect(hours_figures(report).map(({ count }) => count)).toEqual(['27 h 30 min', '2', '2', '4']);
    });

    it('counts nothing of a part but the time, which is of all', () => {
        expect(hours_figures({ ...report, partial: true }).map(({ count }) => count)).toEqual(['27 h 30 min']);
    });
});
