import { describe, expect, it } from 'vitest';
import type { RecordType } from '../../api/types';
import { can_be_logged, log_body, log_fields } from './log_form';

const type: RecordType = {
    name: 'issue',
    kind: 'incident',
    fields: [
        { name: 'urgency', type: 'choice', required: true, choices: [{ value: 'a' }] },
        { name: 'priority', type: 'choice', computed: true },
        { name: 'solution', type: 'text', long: true },
    ],
    states: [],
    acts: [{ name: 'log', form: ['title', 'description', 'urgency', 'priority'] }],
};
const names = (of: RecordType) => log_fields(of).map((field) => field.name);

describe('the form for logging', () => {
    it('asks what the process asks, title first, and nothing that is computed', () => {
        expect(names(type)).toEqual(['title', 'description', 'urgency']);
    });

    it('takes a form that tells of its fields itself', () => {
        const told = { ...type, acts: [{ name: 'log', form: [{ name: 'urgency', type: 'choice', required: false }] }] };
        expect(log_fields(told)[2]).toMatchObject({ name: 'urgency', required: false, choices: [{ value: 'a' }] });
    });

    it('asks for what is required where the process tells of no form', () => {
        expect(names({ ...type, acts: [] })).toEqual(['title', 'description', 'urgency']);
        expect(can_be_logged({ ...type, acts: [] })).toBe(false);
        expect(can_be_logged(type)).toBe(true);
    });

    it('sends the record’s own texts apart from its fields, and nothing that was left empty', () => {
        expect(log_body({ title: 'Server', description: null, urgency: 'a', experienced: null })).toEqual({
            title: 'Server',
            description: '',
            fields: { urgency: 'a' },
        });
    });
});
