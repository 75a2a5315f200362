import { describe, expect, it } from 'vitest';
import type { CalendarSpec } from '../../api/types';
import { draft_of, new_rows, read_rows, same_hours, spec_of } from './calendar_draft';

const spec: CalendarSpec = {
    tz: 'Africa/Maputo',
    week: { mon: [['07:30', '12:00'], ['13:00', '16:30']], sat: [['22:00', '06:00']] },
    holidays_of: ['MZ'],
    holidays: [{ date: '2026-12-24', name: 'Christmas Eve' }, { rule: 'easter +1', name: 'Easter Monday' }],
    special_days: { '2026-12-23': [['08:00', '12:00']] },
    breaks: { '2026-12-22': [['10:00', '10:30']] },
};

describe('a calendar in a form', () => {
    it('comes out as it went in', () => {
        expect(spec_of(draft_of(spec))).toEqual({ spec });
        expect(spec_of(draft_of({ tz: 'UTC', always_open: true }))).toEqual({ spec: { tz: 'UTC', always_open: true } });
    });

    it('has the same hours until one is changed', () => {
        const drafted = draft_of(spec);
        expect(same_hours(drafted, spec)).toBe(true);
        expect(same_hours(drafted, { ...spec, holidays_of: 'MZ' })).toBe(true);
        drafted.week.tue = '08:00-12:00';
        expect(same_hours(drafted, spec)).toBe(false);
    });

    it('may name one region alone, and days without a name', () => {
        const drafted = draft_of({ tz: 'UTC', week: {}, holidays_of: 'DK', holidays: ['2026-01-02'] });
        expect([drafted.regions, drafted.holidays]).toEqual([['DK'], [{ day: '2026-01-02', name: '' }]]);
        expect(spec_of(drafted)).toEqual({ spec: { tz: 'UTC', week: {}, holidays_of: ['DK'], holidays: [{ date: '2026-01-02' }] } });
    });

    it('says where it cannot be read', () => {
        const drafted = draft_of(spec);
        drafted.zone = ' ';
        drafted.week.tue = 'in the morning';
        drafted.special.push({ date: 'tomorrow', hours: '' });
        drafted.holidays.push({ day: '', name: 'Some day' });
        const read = spec_of(drafted);
        expect('problems' in read && [...read.problems.keys()]).toEqual(['zone', 'week.tue', 'holidays.2', 'special.1']);
    });

    it('does not lose one of two rows of the same day', () => {
        const drafted = draft_of(spec);
        drafted.special.push({ date: '2026-12-23', hours: '13:00-15:00' });
        const read = spec_of(drafted);
        expect('problems' in read && [...read.problems.keys()]).toEqual(['special.1']);
    });

    it('leaves out rows that nobody filled in', () => {
        const drafted = draft_of({ tz: 'UTC', week: {} });
        drafted.holidays.push({ day: '', name: '' });
        drafted.breaks.push({ date: '', hours: '' });
        expect(spec_of(drafted)).toEqual({ spec: { tz: 'UTC', week: {} } });
    });

    it('takes from a file what it does not have yet, each day and rule once', () => {
        const named = (date: string, name: string) => ({ date, name });
        const read = read_rows({
            holidays: [named('2026-12-24', 'Eve'), named('2026-12-31', 'New Year’s Eve'), named('2026-12-31', 'Silvester')],
            recurring: [{ rule: '12-25', name: 'Christmas' }],
        });
        expect(read).toHaveLength(3);
        expect(new_rows([{ day: '2026-12-24', name: '' }], read)).toEqual([
            { day: '12-25', name: 'Christmas' },
            { day: '2026-12-31', name: 'Silvester' },
        ]);
    });
});
