import { describe, expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Agreement, Process } from '../../api/types';
import { clock_options, condition_options, draft_of, value_options, when_words, words_of } from './agreement_draft';

const agreement = part_of<Agreement>({
    id: 'a1',
    name: 'hospitals',
    version: 2,
    title: 'Hospitals',
    kind: 'sla',
    process: 'support',
    provider: null,
    customer: { id: 'o1', name: 'Xai-Xai' },
    service: null,
    calendar: { id: 'c1', name: 'Office hours' },
    from: '2026-01-01',
    until: null,
    targets: [{ clock: 'solve', when: { priority: 'high' }, limit: '4h', warn: [50, 75] }],
    organisations: [],
});
const process = part_of<Process>({
    roles: [{ name: 'tier_2', title: 'Central triage' }],
    types: [
        { name: 'issue', clocks: [{ name: 'solve', title: 'To solve', agreement: 'sla' }, { name: 'confirm' }], fields: [{ name: 'priority', title: 'Priority', choices: [{ value: 'high', title: 'High' }] }, { name: 'note', title: 'Note', type: 'text' }, { name: 'place', title: 'Place', type: 'organisation' }, { name: 'urgent', title: 'Urgent', type: 'boolean' }, { name: 'home', title: 'Home', type: 'organisation', personal: true }] },
        { name: 'visit', clocks: [{ name: 'solve', title: 'To solve', agreement: 'sla' }, { name: 'arrive', agreement: 'sla' }, { name: 'bought', agreement: 'contract' }], fields: [] },
    ],
});

const places = [{ id: 'o1', name: 'Xai-Xai' }, { id: 'o2', name: 'Boane' }];

describe('an agreement in a form', () => {
    it('comes out as it went in', () => {
        expect(words_of(draft_of(agreement, '', ''))).toEqual({
            words: {
                name: 'hospitals',
                title: 'Hospitals',
                kind: 'sla',
                process: 'support',
                provider: null,
                customer: 'o1',
                service: null,
                calendar: 'c1',
                from: '2026-01-01',
                until: null,
                targets: [{ clock: 'solve', when: { priority: 'high' }, limit: '4h', warn: [50, 75] }],
            },
        });
    });

    it('says what is missing', () => {
        const read = words_of(draft_of(null, 'support', '2026-11-22'));
        expect('problems' in read && [...read.problems.keys()]).toEqual(['name', 'calendar', 'targets.0']);
        const drafted = draft_of(agreement, '', '');
        drafted.targets[0]!.warn = 'soon';
        const warned = words_of(drafted);
        expect('problems' in warned && [...warned.problems.keys()]).toEqual(['targets.0']);
        drafted.targets = [];
        const none = words_of(drafted);
        expect('problems' in none && [...none.problems.keys()]).toEqual(['targets']);
    });

    it('offers what the process has, each once', () => {
        expect(clock_options(process, 'sla').map(({ text }) => text)).toEqual(['To solve', 'Arrive']);
        expect(clock_options(process, 'contract').map(({ value }) => value)).toEqual(['bought']);
        expect(condition_options(process).map(({ value }) => value)).toEqual(['holder', 'priority', 'place', 'urgent']);
        expect(value_options(process, 'holder', places)).toEqual([{ value: 'tier_2', text: 'Central triage' }]);
        expect(value_options(process, 'priority', places)).toEqual([{ value: 'high', text: 'High' }]);
        expect(value_options(process, 'place', places)).toEqual([{ value: 'o1', text: 'Xai-Xai' }, { value: 'o2', text: 'Boane' }]);
        expect(value_options(process, 'urgent', places).map(({ value }) => value)).toEqual(['true', 'false']);
    });

    it('tells a target in words', () => {
        const words = (of: Process | null, when: Record<string, string>) => when_words(of, when, places.slice(1));
        expect(words(process, { priority: 'high', holder: 'tier_2' })).toBe('Priority: High, Holder: Central triage');
        expect(words(process, { place: 'o2', urgent: 'true' })).toBe('Place: Boane, Urgent: yes');
        expect(words(process, {})).toBe('Any record');
        expect(words(null, { urgency: 'x', place: 'o2' })).toBe('Urgency: x, Place: Boane');
    });
});
