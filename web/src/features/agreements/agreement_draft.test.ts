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
});
const process = part_of<Process>({
    roles: [{ name: 'tier_2', title: 'Central triage' }],
    types: [
        { name: 'issue', clocks: [{ name: 'solve', title: 'To solve' }], fields: [{ name: 'priority', title: 'Priority', choices: [{ value: 'high', title: 'High' }] }, { name: 'note', title: 'Note' }] },
        { name: 'visit', clocks: [{ name: 'solve', title: 'To solve' }, { name: 'arrive' }], fields: [] },
    ],
});

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
        expect(clock_options(process).map(({ text }) => text)).toEqual(['To solve', 'Arrive']);
        expect(condition_options(process).map(({ value }) => value)).toEqual(['holder', 'priority']);
        expect(value_options(process, 'holder')).toEqual([{ value: 'tier_2', text: 'Central triage' }]);
        expect(value_options(process, 'priority')).toEqual([{ value: 'high', text: 'High' }]);
    });

    it('tells a target in words', () => {
        expect(when_words(process, { priority: 'high', holder: 'tier_2' })).toBe('Priority: High, Holder: Central triage');
        expect(when_words(process, {})).toBe('Any record');
        expect(when_words(null, { urgency: 'x' })).toBe('Urgency: x');
    });
});
