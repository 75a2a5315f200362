import { describe, expect, it } from 'vitest';
import { type Place, clock_time, clock_time_at, date_name, dated_time, duration, month_name, working_duration, zone_name } from './time';

const maputo: Place = { zone: 'Africa/Maputo', language: 'en-GB' };
const copenhagen: Place = { zone: 'Europe/Copenhagen', language: 'en-GB' };
const at = (text: string) => Date.parse(text);

describe('duration', () => {
    it.each([
        [0, 'under 1 min'],
        [59, 'under 1 min'],
        [60, '1 min'],
        [35 * 60 + 59, '35 min'],
        [3_600, '1 h'],
        [7_500, '2 h 05 min'],
        [47 * 3_600 + 3_599, '47 h 59 min'],
        [48 * 3_600, '2 days'],
        [-660, '11 min'],
    ])('tells %i seconds as %s', (seconds, words) => {
        expect(duration(seconds)).toBe(words);
    });

    it('never tells working time in days, since a working day is not 24 hours', () => {
        expect(working_duration(80 * 3_600)).toBe('80 h');
        expect(working_duration(26_700)).toBe('7 h 25 min');
    });
});

it('tells a time with its day where a weekday would be of either week', () => {
    const now = at('2026-11-24T12:00:00+02:00');
    expect(dated_time(at('2026-11-20T08:44:00+02:00'), now, maputo)).toBe('20 Nov 08:44');
    expect(dated_time(at('2025-11-27T08:44:00+02:00'), now, maputo)).toBe('27 Nov 2025 08:44');
});

describe('clock_time', () => {
    const now = at('2026-11-24T12:00:00+02:00');

    it.each([
        ['2026-11-24T15:40:00+02:00', '15:40'],
        ['2026-11-23T23:59:00+02:00', 'Mon 23:59'],
        ['2026-11-29T09:00:00+02:00', 'Sun 09:00'],
        ['2026-12-24T09:00:00+02:00', '24 Dec 09:00'],
        ['2025-11-24T09:00:00+02:00', '24 Nov 2025 09:00'],
    ])('tells %s as %s', (instant, words) => {
        expect(clock_time(at(instant), now, maputo)).toBe(words);
    });

    it('decides what is today in the zone of the place, not in that of the instant', () => {
        const midnight = at('2026-11-24T22:30:00Z');
        expect(clock_time(midnight, now, maputo)).toBe('Wed 00:30');
        expect(clock_time(midnight, now, copenhagen)).toBe('23:30');
    });

    it('follows daylight saving', () => {
        const summer = at('2026-07-01T10:00:00Z');
        expect(clock_time_at(summer, summer, copenhagen)).toBe('12:00 Copenhagen');
    });
});

describe('zone_name', () => {
    it.each([
        ['Africa/Maputo', 'Maputo'],
        ['America/Argentina/Buenos_Aires', 'Buenos Aires'],
        ['UTC', 'UTC'],
    ])('tells %s as %s', (zone, name) => {
        expect(zone_name(zone)).toBe(name);
    });
});

describe('days and months', () => {
    it('are the same wherever they are read', () => {
        expect(month_name('2016-03', 'short')).toBe('Mar 2016');
        expect(month_name('2016-12', 'long')).toBe('December 2016');
        expect(date_name('2016-03-01')).toBe('1 March 2016');
    });
});
