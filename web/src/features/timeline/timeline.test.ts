import { describe, expect, it } from 'vitest';
import type { Audience, Change, Process, RecordType, TimelineEntry } from '../../api/types';
import { type Part, part_of } from '../../api/test_parts';
import { change_words, changes_words } from './change_words';
import { actor_words, deed_words, is_news, mark_of, mark_words, offered_shows, pieces_of, shown_entries, stands_at } from './entries';

const type = part_of<RecordType>({
    name: 'issue',
    kind: 'incident',
    fields: [{ name: 'urgency', type: 'choice', title: 'Urgency', choices: [{ value: 'job_stopped', title: 'Job stopped' }] }],
    clocks: [{ name: 'response', title: 'Response' }],
    states: [{ name: 'working', title: 'In work' }],
    acts: [{ name: 'refer', title: 'Refer to the next tier' }],
});
const reader = {
    process: part_of<Process>({ types: [type], roles: [{ name: 'tier_2', title: 'Central triage' }] }),
    type,
    now_ms: Date.parse('2026-11-24T12:00:00Z'),
};

function entry(more: Partial<TimelineEntry>): TimelineEntry {
    return {
        seq: 1,
        id: 'e1',
        kind: 'acted',
        occurred_at: '2026-11-24T12:00:00Z',
        recorded_at: '2026-11-24T12:00:00Z',
        actor: { id: 'h', name: 'Helena' },
        audience: 'public',
        ...more,
    };
}
const told = entry({ text: 'Thank you', kind: 'commented' });
const note = entry({ text: 'Between us', kind: 'commented', audience: 'internal' });
const done = entry({ act: 'refer', audience: 'internal', changes: [{ what: 'holder', leg: 2, cause: 'act', value: { role: 'tier_2' } }] });
const desk = entry({ kind: 'clock_breached', actor: { id: 'desk', name: 'Reeve' } });

describe('an entry', () => {
    it('is marked by who may read it, or by who did it', () => {
        expect([told, note, done, desk].map(mark_of)).toEqual(['public', 'internal', 'decision', 'system']);
        expect(mark_of(entry({ text: 'x', audience: 'organisation:7' as Audience }))).toBe('other');
    });

    it('is told as the system’s only where nobody did it', () => {
        expect(mark_words(desk)).toBe('System');
        expect(mark_words(entry({ kind: 'edited' }))).toBe('Change');
    });

    it('never passes an internal note off as a public one when it is an act’s comment', () => {
        expect(mark_of(entry({ act: 'refer', text: 'why', audience: 'internal' }))).toBe('internal');
    });

    it('says what was done by the act’s title, and nothing for plain words', () => {
        expect(deed_words(done, type)).toBe('Refer to the next tier');
        expect(deed_words(desk, type)).toBe('A clock ran out');
        expect(deed_words(told, type)).toBeNull();
        expect(deed_words(entry({ kind: 'something_later' }), null)).toBe('Something later');
        expect(actor_words(desk)).toBe('The desk');
    });

    it('can be looked at by kind', () => {
        const all = [told, note, done, desk];
        expect(shown_entries(all, 'all')).toEqual(all);
        expect(shown_entries(all, 'conversation')).toEqual([told]);
        expect(shown_entries(all, 'internal')).toEqual([note]);
        expect(shown_entries(all, 'changes')).toEqual([done, desk]);
    });

    it('offers the internal side to whoever may find something there', () => {
        const without = ['all', 'conversation', 'decisions', 'changes'];
        expect(offered_shows([told, done, desk], false)).toEqual(without);
        expect(offered_shows([told, done, desk], true)).toContain('internal');
        expect(offered_shows([told, note], false)).toContain('internal');
    });
});

describe('what the desk does by itself', () => {
    const warned = { ...desk, id: 'e2', seq: 2, kind: 'clock_warned' };
    const escalated = entry({
        id: 'e3',
        seq: 3,
        act: 'refer',
        actor: { id: 'desk', name: 'Reeve' },
        changes: [{ what: 'holder', leg: 2, cause: 'act', value: { role: 'tier_2' } }],
    });

    it('is folded into one line, but not what makes the record another’s', () => {
        expect(pieces_of([warned, desk, escalated, told], null)).toEqual([{ folded: [warned, desk] }, { entry: escalated }, { entry: told }]);
    });
});

describe('a change', () => {
    it('is told once, and not where the page tells it already', () => {
        const changes: Change[] = [
            { what: 'field', field: 'title', value: 'Server' },
            { what: 'field', field: 'level', value: 'High' },
            { what: 'field', field: 'urgency', value: 'job_stopped' },
            { what: 'priority', value: 'High', rank: 2 },
            { what: 'of_a_later_desk' } as never,
        ];
        const with_priority = { ...reader, type: { ...type, priority: 'level' } };
        expect(changes_words(entry({ kind: 'logged', changes }), with_priority)).toEqual([
            'Urgency: Job stopped',
            'Priority: High',
        ]);
        expect(changes_words(entry({ kind: 'edited', changes }), with_priority)[0]).toBe('Title: Server');
    });

    it.each<[Part<Change>, string | null]>([
        [{ what: 'field', field: 'urgency', value: 'job_stopped' }, 'Urgency: Job stopped'],
        [{ what: 'field', field: 'urgency', value: null }, 'Urgency: –'],
        [{ what: 'state', value: 'working' }, 'State: In work'],
        [{ what: 'priority', value: 'High' }, 'Priority: High'],
        [{ what: 'holder', value: { role: 'tier_2' } }, 'Held by: Central triage'],
        [{ what: 'holder', value: { role: 'tier_2', person: { id: 'h', name: 'Helena' } } }, 'Held by: Helena, Central triage'],
        [{ what: 'assigned', value: { id: 'h', name: 'Helena' } }, 'Taken by: Helena'],
        [{ what: 'clock', clock: 'response', value: 'met' }, 'Response: met'],
        [{ what: 'clock', clock: 'in_all', value: 'met_late' }, 'In all: met late'],
        [{ what: 'link', link: 'visits', number: 'VIS-1' }, 'Visits: VIS-1 linked'],
        [{ what: 'attachment', name: 'a.png' }, 'File: a.png'],
        [{ what: 'time_logged', minutes: 90, day: '2014-01-20', text: 'Toner.' }, '1 h 30 min worked on 20 January 2014. Toner.'],
        [{ what: 'time_struck', minutes: 30, day: '2014-01-20' }, 'Struck: 30 min of 20 January 2014'],
        [{ what: 'of_a_later_desk' } as never, null],
    ])('%j is told as %s', (change, words) => {
        expect(change_words(part_of<Change>(change), reader)).toBe(words);
    });
});

describe('an imported entry', () => {
    const imported = entry({
        kind: 'imported',
        claimed_at: '2016-03-01T08:00:00Z',
        actor: null,
        changes: [{ what: 'state', value: 'working' }],
        flags: ['It goes back in time.'],
    });

    it('is marked as such, whoever did what there', () => {
        expect(mark_of(imported)).toBe('imported');
        expect(mark_words(imported)).toBe('Imported');
        expect(actor_words(imported)).toBe('Not known by whom');
        expect(actor_words({ ...imported, actor: { id: 'r', name: 'Resolver 12' } })).toBe('Resolver 12');
        expect(deed_words(imported, type)).toBeNull();
    });

    it('stands where it happened, each in sight, and is no news', () => {
        expect(stands_at(imported)).toBe('2016-03-01T08:00:00Z');
        expect(stands_at(told)).toBe(told.recorded_at);
        const said = { ...told, imported: true, occurred_at: '2016-03-01T09:00:00Z', actor: { id: 'import', name: 'Import' } };
        expect(stands_at(said)).toBe('2016-03-01T09:00:00Z');
        expect(actor_words(said)).toBe('Not known by whom');
        expect(pieces_of([imported, { ...imported, id: 'e2', seq: 2 }], null)).toHaveLength(2);
        expect([imported, desk, told].filter(is_news)).toEqual([told]);
    });
});
