import { describe, expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Clock, ClockStretch, RecordType } from '../../api/types';
import { chain_days } from './clock_days';
import { count_words } from './count_words';
import { summed_until, with_older } from './older_stretches';
import { agreement_words, cause_words, counted_in } from './reason_words';

const place = { zone: 'Africa/Maputo', language: 'en-GB' };
const at = (day: number, hour: number) => `2026-11-${day}T${String(hour).padStart(2, '0')}:00:00+02:00`;
const stretch = (from: string, to: string, counted = true): ClockStretch =>
    part_of<ClockStretch>({ from, to, counted, reason: counted ? 'working hours' : 'state waiting' });
const clock = (more: Partial<Clock>): Clock =>
    part_of<Clock>({ name: 'a', leg: 0, state: 'met', due: null, stopped: at(24, 12), calendar: 'Office hours', ...more });

describe('clocks on one axis', () => {
    const sla = clock({ why: [stretch(at(23, 8), at(23, 16)), stretch(at(24, 8), at(24, 10), false)] });
    const contract = clock({ name: 'b', why: [stretch(at(24, 6), at(24, 12)), stretch(at(25, 6), at(25, 12))] });
    const now = Date.parse(at(25, 12));

    it('have each day that any of them was at work, in order, with a place for each', () => {
        const { shown, left_out } = chain_days([sla, contract], now, place, 10);
        expect(left_out).toBe(0);
        expect(shown.map(({ tracks }) => tracks.map((track) => track?.spans.map(({ kind }) => kind) ?? null))).toEqual([
            [['counted'], null],
            [['paused'], ['counted']],
            [null, ['counted']],
        ]);
        expect(shown[1]?.tracks[1]?.spans[0]).toEqual({ from: 0.25, to: 0.5, kind: 'counted' });
    });

    it('leave out the middle of a long run and say how much', () => {
        const { shown, left_out } = chain_days([sla, contract], now, place, 2);
        expect([shown.length, left_out, shown[1]?.tracks[0]]).toEqual([2, 1, null]);
    });
});

describe('what is older than the stretches that are told', () => {
    const told = [stretch(at(23, 8), at(23, 16))];
    const short = clock({ state: 'waiting', why: told });
    const sum = part_of<ClockStretch>({ from: '2025-01-01T00:00:00Z', to: at(20, 8), counted: true, reason: 'earlier', sum_s: 36_000 });
    const long = clock({ state: 'waiting', why: [sum, ...told] });
    const now = Date.parse(at(25, 12));

    it('is told as a sum', () => {
        expect(count_words(long, null, null).join(' ')).toMatch(/What was before .+ is told as one sum: 10\s?h counted\./);
        expect(count_words(short, null, null)).toEqual([]);
    });

    it('is told stretch by stretch to whoever asks, the sum standing for the rest', () => {
        const older = [stretch(at(19, 8), at(20, 8)), stretch(at(18, 8), at(19, 8), false), stretch(at(17, 12), at(18, 8), false)];
        const next = older[2]?.from ?? '';
        expect(summed_until(told)).toBe(null);
        expect(summed_until([sum, ...told])).toBe(at(20, 8));
        const [left, ...rest] = with_older([sum, ...told], { items: older.slice(0, 2), next: at(18, 8) });
        expect(left).toEqual({ ...sum, to: at(18, 8), sum_s: 0, counted: false });
        expect(rest).toEqual([older[1], older[0], ...told]);
        const all = with_older([{ ...sum, sum_s: 90_000 }, ...told], { items: older, next });
        expect(all[0]).toMatchObject({ to: next, sum_s: 3_600, counted: true });
        expect(with_older([sum, ...told], { items: older, next: null })).toEqual([...older.toReversed(), ...told]);
    });

    it('is not drawn: nobody knows when it was counted', () => {
        expect(chain_days([long], now, place, 1_000)).toEqual(chain_days([short], now, place, 1_000));
    });
});

describe('what a stretch rests on', () => {
    const type = part_of<RecordType>({ acts: [{ name: 'answer', title: 'Answer' }], states: [{ name: 'waiting', title: 'On hold' }] });

    it.each([
        ['act answer', 'after “Answer”'],
        ['leg 2', 'holder 2'],
        ['stopped', 'it was stopped'],
        ["while does not hold: priority == 'Critical'", "it counts only while priority == 'Critical'"],
        ['paused', 'paused by the process'],
        ['started', 'it began'],
        ['calendar changed', 'the calendar was changed'],
        ['state waiting', 'On hold'],
        ['visits closed', 'Visits closed'],
    ])('is told of %s', (cause, words) => {
        expect(cause_words(cause, type)).toBe(words);
    });

    it('is its own calendar and version, else that of its clock', () => {
        const own = part_of<ClockStretch>({ calendar: 'Night hours', calendar_version: 3 });
        expect(counted_in(own, clock({ calendar_version: 4 }))).toBe('Night hours, version 3');
        expect(counted_in(null, clock({ calendar_version: 4 }))).toBe('Office hours, version 4');
        expect(counted_in(null, clock({}))).toBe('Office hours');
        expect(counted_in(null, clock({ calendar: 'always', calendar_version: 0 }))).toBe('round the clock');
    });

    it('is an agreement where there is one', () => {
        const agreement = { name: 'sla-1', title: 'Hospitals', kind: 'sla', version: 2 } as const;
        expect(agreement_words(clock({ agreement }))).toBe('By Hospitals (service level), version 2.');
        expect(agreement_words(clock({ agreement: null }))).toBeNull();
    });
});
