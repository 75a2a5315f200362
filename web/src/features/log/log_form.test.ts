import { describe, expect, it } from 'vitest';
import type { Me, RecordType } from '../../api/types';
import { part_of } from '../../api/test_parts';
import { may_log } from './beginning';
import { log_body, log_fields } from './log_form';

const type = part_of<RecordType>({
    name: 'issue',
    kind: 'incident',
    fields: [
        { name: 'urgency', type: 'choice', required: true, default: "'a'", choices: [{ value: 'a' }] },
        { name: 'priority', type: 'choice', computed: true },
        { name: 'solution', type: 'text', long: true },
    ],
    states: [],
    acts: [
        { name: 'refer', by: ['holder'] },
        {
            name: 'report',
            creates: true,
            by: ['reporter', 'tier_1'],
            form: [
                { name: 'title', type: 'text' },
                { name: 'urgency', type: 'choice', required: false },
                { name: 'priority', type: 'choice' },
            ],
        },
    ],
});
const nobody = part_of<Me>({ id: 'p', name: 'p', roles: [] });
const with_role = (process: string, role: string): Me => ({ ...nobody, roles: [{ process, role, organisation: null }] });

describe('the form for logging', () => {
    it('asks what the process asks, title first, and nothing that is computed', () => {
        expect(log_fields(type).map((field) => field.name)).toEqual(['title', 'description', 'urgency']);
    });

    it('asks what happened only where something did', () => {
        expect(log_fields(type)[0]?.title).toBe('What happened, in one line');
        expect(log_fields({ ...type, kind: 'change' })[0]?.title).toBe('What it is about, in one line');
    });

    it('takes what the form leaves out from the type, and keeps what it says itself', () => {
        const urgency = { required: false, default: "'a'", choices: [{ value: 'a' }] };
        expect(log_fields(type)[2]).toMatchObject(urgency);
    });

    it('is offered to those whose role in that process may begin a record', () => {
        expect(may_log(type, 'p1', with_role('p1', 'tier_1'))).toBe(true);
        expect(may_log(type, 'p1', with_role('p1', 'tier_2'))).toBe(false);
        expect(may_log(type, 'p1', with_role('p2', 'tier_1'))).toBe(false);
        expect(may_log({ ...type, acts: [] }, 'p1', with_role('p1', 'tier_1'))).toBe(false);
        expect(may_log(type, 'p1', nobody)).toBe(false);
    });

    it('sends the record’s own texts apart from its fields, and nothing that was left empty', () => {
        expect(log_body({ title: 'Server', description: null, urgency: 'a', experienced: null })).toEqual({
            title: 'Server',
            description: '',
            fields: { urgency: 'a' },
        });
    });
});
