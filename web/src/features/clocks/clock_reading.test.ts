import { describe, expect, it } from 'vitest';
import type { Clock, Holder } from '../../api/types';
import { earlier_clocks, next_clock, own_clocks, pressing_clock, read_clock, rests } from './clock_reading';

const place = { zone: 'Africa/Maputo', language: 'en-GB' };
const now = Date.parse('2026-11-24T15:05:00+02:00');

function clock(more: Partial<Clock>): Clock {
    return {
        name: 'resolve',
        leg: 1,
        state: 'running',
        started: '2026-11-24T08:00:00+02:00',
        due: '2026-11-24T15:40:00+02:00',
        stopped: null,
        limit_s: 28_800,
        elapsed_s: 10_000,
        remaining_s: 18_800,
        calendar: 'Facility hours',
        calendar_version: 1,
        agreement: null,
        ...more,
    };
}

const holder = (leg: number): Holder => ({ role: 'tier_2', since: '2026-11-24T08:00:00+02:00', leg });

describe('a clock in words', () => {
    it('says what is left, and until when and where', () => {
        expect(read_clock(clock({}), now, place)).toEqual({ look: 'fine', main: '35 min left', aside: '15:40 Maputo' });
    });

    it('is at risk from three quarters of its limit on, not before', () => {
        expect(read_clock(clock({ elapsed_s: 21_599 }), now, place).look).toBe('fine');
        expect(read_clock(clock({ elapsed_s: 21_600 }), now, place).look).toBe('soon');
    });

    it('is due now at its instant, and late after it, also before the desk has said so', () => {
        const due = Date.parse('2026-11-24T15:40:00+02:00');
        expect(read_clock(clock({}), due, place).main).toBe('Due now');
        expect(read_clock(clock({}), due + 11 * 60_000, place)).toEqual({
            look: 'late',
            main: '11 min late',
            aside: 'was 15:40 Maputo',
        });
    });

    it('counts on while it is breached and not stopped', () => {
        const breached = clock({ state: 'breached', due: '2026-11-24T09:00:00+02:00' });
        expect(read_clock(breached, now, place)).toEqual({
            look: 'late',
            main: '6 h 05 min late',
            aside: 'was 09:00 Maputo',
        });
    });

    it('says only that it was missed once it is stopped', () => {
        const over = clock({ state: 'breached', stopped: '2026-11-24T16:00:00+02:00' });
        expect(read_clock(over, now, place)).toEqual({
            look: 'late',
            main: 'Missed',
            aside: 'was due 15:40 Maputo',
        });
    });

    it('tells counted hours while paused, and after it was met', () => {
        const paused = clock({ state: 'paused', due: null, limit_s: 144_000, remaining_s: 111_600 });
        expect(read_clock(paused, now, place)).toEqual({ look: 'held', main: 'Paused', aside: '31 h of 40 h left' });
        const met = clock({ state: 'met', limit_s: 3_600, elapsed_s: 420 });
        expect(read_clock(met, now, place)).toEqual({ look: 'met', main: 'Met', aside: '7 min of 1 h' });
    });

    it('has words for a clock without an instant', () => {
        expect(read_clock(clock({ due: null }), now, place).main).toBe('No deadline');
        expect(read_clock(clock({ state: 'waiting', due: null }), now, place).main).toBe('Not started');
    });
});

describe('the clock to look at first', () => {
    it('is what is late, then what is due next, then what waits, then what is over', () => {
        const late = clock({ name: 'late', state: 'breached' });
        const next = clock({ name: 'next', due: '2026-11-24T15:10:00+02:00' });
        const later = clock({ name: 'later' });
        const paused = clock({ name: 'paused', state: 'paused', due: null });
        const missed = clock({ name: 'missed', state: 'breached', stopped: '2026-11-24T14:00:00+02:00' });
        const met = clock({ name: 'met', state: 'met' });
        const order = [late, next, later, paused, missed, met];
        for (let from = 0; from < order.length; from += 1) {
            const clocks = order.slice(from).toReversed();
            expect(pressing_clock({ clocks, holder: holder(1) })?.name).toBe(order[from]?.name);
        }
    });

    it('is the late one first, with the next one due beside it', () => {
        const late = clock({ name: 'late', state: 'breached' });
        const next = clock({ name: 'next' });
        const both = { clocks: [late, next], holder: holder(1) };
        expect([pressing_clock(both)?.name, next_clock(both)?.name]).toEqual(['late', 'next']);
        const only_late = { clocks: [late], holder: holder(1) };
        expect([pressing_clock(only_late)?.name, next_clock(only_late)]).toEqual(['late', null]);
        const missed = clock({ name: 'missed', state: 'breached', stopped: '2026-11-24T14:00:00+02:00' });
        const over = { clocks: [missed, next], holder: holder(1) };
        expect([pressing_clock(over)?.name, next_clock(over)]).toEqual(['next', null]);
    });

    it('is never a cancelled one, nor one of an earlier holder', () => {
        const clocks = [clock({ state: 'cancelled', leg: 2 }), clock({ state: 'breached', leg: 1 })];
        expect(pressing_clock({ clocks, holder: holder(2) })).toBeNull();
    });

    it('may be one that runs through all legs', () => {
        const through = clock({ name: 'in_all', leg: 0 });
        const record = { clocks: [clock({ leg: 1 }), through], holder: holder(2) };
        expect(own_clocks(record)).toEqual([through]);
        expect(earlier_clocks(record)).toHaveLength(1);
    });
});

describe('a clock of what was imported', () => {
    const read = (more: Partial<Clock>) => read_clock(clock(more), now, place, true);

    it('alarms nobody, however late it is', () => {
        const missed = { state: 'breached', due: '2026-11-24T09:00:00+02:00' } as const;
        expect(read(missed)).toEqual({ look: 'plain', main: 'Missed', aside: 'was due 09:00 Maputo' });
        expect(read({ due: '2026-11-24T09:00:00+02:00' })).toEqual({ look: 'plain', main: 'At rest', aside: 'was due 09:00 Maputo' });
        expect(read({})).toEqual({ look: 'plain', main: 'At rest', aside: 'due 15:40 Maputo' });
        expect(read({ due: null })).toEqual({ look: 'plain', main: 'At rest', aside: null });
    });

    it('still says what was kept', () => {
        expect(read({ state: 'met', elapsed_s: 420, limit_s: 3_600 }).look).toBe('met');
    });

    it('rests until the record is adopted', () => {
        const origin = { source: 'elsewhere', key: 'A1' };
        expect([{}, { origin: { ...origin, adopted: false } }, { origin: { ...origin, adopted: true } }].map(rests)).toEqual([false, true, false]);
    });
});
