import { describe, expect, it } from 'vitest';
import type { Holder, Leg, Process, ProcessState, TimelineEntry } from '../../api/types';
import { part_of } from '../../api/test_parts';
import { custody_of, share, waits_of } from './custody';
import { holder_words } from './holder_words';

const at = (time: string) => `2026-11-24T${time}:00Z`;
const now = Date.parse(at('12:00'));
const leg = (number: number, role: string, from: string, to: string | null): Leg => ({
    leg: number,
    role,
    team: null,
    organisation: null,
    person: null,
    from,
    to,
    held_s: 0,
    assigned: [{ person: null, from, to, held_s: 0 }],
    cause: 'act',
});

describe('custody', () => {
    it('runs without a gap from the first holder to now', () => {
        const legs = [leg(1, 'tier_1', at('08:00'), at('08:12')), leg(2, 'tier_2', at('08:12'), null)];
        const stretches = custody_of({ legs, holder: null }, now);
        expect(stretches.map((each) => each.holder.role)).toEqual(['tier_1', 'tier_2']);
        expect(stretches[0]?.to_ms).toBe(stretches[1]?.from_ms);
        expect(stretches[1]).toMatchObject({ to_ms: now, current: true });
    });

    it('of a closed record ends', () => {
        const [only] = custody_of({ legs: [leg(1, 'tier_1', at('08:00'), at('09:00'))], holder: null }, now);
        expect(only).toMatchObject({ current: false, to_ms: Date.parse(at('09:00')) });
    });

    it('names who in person had it within a leg', () => {
        const whole = leg(1, 'tier_1', at('08:00'), null);
        const [helena, ivo] = [{ id: 'h', name: 'Helena' }, { id: 'i', name: 'Ivo' }];
        whole.assigned = [
            { person: null, from: at('08:00'), to: at('09:00'), held_s: 3_600 },
            { person: helena, from: at('09:00'), to: at('10:00'), held_s: 3_600 },
            { person: ivo, from: at('10:00'), to: null, held_s: 7_200 },
        ];
        const stretches = custody_of({ legs: [whole], holder: null }, now);
        expect(stretches.map((each) => [each.holder.person, each.to_ms - each.from_ms, each.begins, each.current])).toEqual([
            [null, 3_600_000, true, false],
            [helena, 3_600_000, false, false],
            [ivo, 7_200_000, false, true],
        ]);
    });

    it('shows the present holder where the legs are not told', () => {
        const holder = { role: 'tier_2', since: at('11:00'), leg: 3 };
        expect(custody_of({ legs: [], holder }, now)).toEqual([
            { holder, from_ms: Date.parse(at('11:00')), to_ms: now, current: true, waiting: null, leg: null, begins: true },
        ]);
        expect(custody_of({ legs: [], holder: null }, now)).toEqual([]);
    });

    it('is drawn so that a short stretch can still be seen', () => {
        const legs = [leg(1, 'a', at('08:00'), at('08:01')), leg(2, 'b', at('08:01'), null)];
        const stretches = custody_of({ legs, holder: null }, now);
        const shares = stretches.map((each) => share(each, stretches));
        expect(shares[0]).toBeGreaterThan(0.1);
        expect(shares[1]).toBeGreaterThan(shares[0] ?? 1);
    });

    it('is cut where the record waited, and only its last part is now', () => {
        const states = [part_of<ProcessState>({ name: 'working' }), part_of<ProcessState>({ name: 'asked', waiting: 'reporter' })];
        const entered = (value: string, time: string) =>
            ({ occurred_at: at(time), recorded_at: at('11:59'), changes: [{ what: 'state', value }] }) as TimelineEntry;
        const entries = [entered('asked', '09:00'), entered('working', '10:00'), entered('asked', '11:00')];
        const waits = waits_of(entries, states);
        expect(waits.map((wait) => wait.to_ms)).toEqual([Date.parse(at('10:00')), null]);
        const legs = [leg(1, 'a', at('08:00'), at('09:30')), leg(2, 'b', at('09:30'), null)];
        const stretches = custody_of({ legs, holder: null }, now, waits);
        expect(stretches.map(({ holder, waiting, current }) => [holder.role, waiting, current])).toEqual([
            ['a', null, false],
            ['a', 'reporter', false],
            ['b', 'reporter', false],
            ['b', null, false],
            ['b', 'reporter', true],
        ]);
        expect(stretches.at(-1)?.to_ms).toBe(now);
    });

    it('has a share also when no time has passed', () => {
        const stretches = custody_of({ legs: [leg(1, 'a', at('12:00'), null)], holder: null }, now);
        expect(share(stretches[0]!, stretches)).toBe(1);
    });
});

describe('a holder in words', () => {
    const process = part_of<Process>({ roles: [{ name: 'tier_2', title: 'Central triage' }] });
    const since = at('08:00');
    it.each([
        [{ role: 'tier_2', person: { id: 'h', name: 'Helena' } }, 'Helena, Central triage'],
        [{ role: 'tier_2' }, 'Central triage, nobody yet'],
        [{ role: 'tier_9' }, 'Tier 9, nobody yet'],
        [{ role: 'tier_2', team: { id: 't', name: 'Night team' } }, 'Night team, nobody yet'],
        [{ organisation: { id: 'o', name: 'Vendor' } }, 'Vendor, nobody yet'],
        [{ role: 'tier_2', organisation: { id: 'o', name: 'Acme' } }, 'Central triage, Acme, nobody yet'],
        [{ role: 'tier_2', organisation: { id: 'o', name: 'Acme' }, person: { id: 'h', name: 'Helena' } }, 'Helena, Central triage, Acme'],
        [{ role: 'tier_2', organisation: { id: 'o', name: 'Acme' }, team: { id: 't', name: 'Night team' } }, 'Night team, nobody yet'],
        [{}, null],
    ])('%j', (parts, words) => {
        expect(holder_words(part_of<Holder>({ since, leg: 1, ...parts }), process)).toBe(words);
    });

    it('is nothing when nobody holds it', () => {
        expect(holder_words(null, process)).toBeNull();
    });
});
