import { describe, expect, it } from 'vitest';
import { day_parts, hours_text, read_hours, week_lines } from './hours';

describe('hours', () => {
    it.each([
        ['08:00-16:00', [['08:00', '16:00']]],
        [' 7:30 – 12, 13:00-16.30 ', [['07:30', '12:00'], ['13:00', '16:30']]],
        ['22:00-06:00; 20-21', [['22:00', '06:00'], ['20:00', '21:00']]],
        ['00:00-24:00', [['00:00', '24:00']]],
        ['08:00:30-16:00:00', [['08:00:30', '16:00']]],
        ['', []],
        ['8 to 16', null],
        ['08:00', null],
        ['08:00-25:00', null],
        ['08:00-16:00-18:00', null],
        ['08:60-09:00', null],
        ['08:00-24:00:01', null],
    ])('are read from %j', (text, hours) => {
        expect(read_hours(text)).toEqual(hours);
    });

    it('are written as they are read', () => {
        expect(hours_text([['08:00', '12:00'], ['13:00', '16:30']])).toBe('08:00-12:00, 13:00-16:30');
        expect(hours_text(undefined)).toBe('');
    });

    it('of a week are told day by day, equal ones together', () => {
        const day: [string, string][] = [['08:00', '16:00']];
        expect(week_lines({ mon: day, tue: day, wed: day, fri: [['08:00', '15:00']] })).toEqual([
            { days: 'Mon to Wed', hours: '08:00-16:00' },
            { days: 'Fri', hours: '08:00-15:00' },
        ]);
        expect(week_lines({})).toEqual([]);
    });

    it('past midnight lie in two days', () => {
        const week = { sun: [['22:00', '06:00'] as [string, string]] };
        expect(day_parts(week, 'sun')).toEqual([{ from: 22 / 24, to: 1 }]);
        expect(day_parts(week, 'mon')).toEqual([{ from: 0, to: 0.25 }]);
        expect(day_parts(week, 'tue')).toEqual([]);
        expect(day_parts({ mon: [['00:00', '24:00']] }, 'mon')).toEqual([{ from: 0, to: 1 }]);
        expect(day_parts({ mon: [['06:00:36', '12:00']] }, 'mon')).toEqual([{ from: 0.25 + 36 / 86_400, to: 0.5 }]);
    });
});
