import { describe, expect, it } from 'vitest';
import type { Process, StandingRow } from '../../api/types';
import { bar, list_behind, most_of_day, row_title, totals } from './figures';

const row = (part: Partial<StandingRow>): StandingRow => ({ value: null, title: null, process: null, count: 1, late: 0, query: null, ...part });

describe('figures', () => {
    it('lead to the list that they count, or nowhere', () => {
        expect(list_behind('open=true&state=logged')).toBe('/?state=logged');
        expect(list_behind('state=closed')).toBe('/?state=closed&open=any');
        expect(list_behind(null)).toBeNull();
    });

    it('are called as the desk says, else as their process does, and nobody is somebody to name', () => {
        const processes = [{ id: 'p', types: [], roles: [{ name: 'desk', title: 'The desk' }] }] as unknown as Process[];
        expect(row_title('state', row({ value: 'a', title: 'New' }), processes)).toBe('New');
        expect(row_title('holder', row({ value: 'desk', process: 'p' }), processes)).toBe('The desk');
        expect(row_title('holder', row({ value: 'far_away', process: 'q' }), processes)).toBe('Far away');
        expect(row_title('assignee', row({}), processes)).toBe('Nobody yet');
    });

    it('have bars that show even the smallest, and none where there is nothing', () => {
        expect([bar(0, 10), bar(1, 1_000), bar(5, 10), bar(10, 10), bar(0, 0)]).toEqual([0, 2, 50, 100, 0]);
    });

    it('add up over the days', () => {
        const days = [
            { day: '2026-11-21', logged: 3, resolved: 1 },
            { day: '2026-11-22', logged: 2, resolved: 0 },
        ];
        expect(totals(days)).toEqual({ logged: 5, resolved: 1 });
        expect(most_of_day(days)).toBe(3);
        expect(most_of_day([])).toBe(1);
    });
});
