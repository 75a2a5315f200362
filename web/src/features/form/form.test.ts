import { describe, expect, it } from 'vitest';
import { Refused } from '../../api/refused';
import type { Field, FieldType } from '../../api/types';
import { problems_of } from './problems';
import { is_empty, raw_of, value_of, widget_of } from './values';

const field = (type: FieldType, more: Partial<Field> = {}): Field => ({ name: 'f', title: 'F', type, ...more });

describe('an input', () => {
    it.each([
        [field('text'), 'line'],
        [field('text', { long: true }), 'text'],
        [field('choice', { choices: [{ value: 'a', title: 'A' }] }), 'choice'],
        [field('organisation'), 'party'],
        [field('instant'), 'instant'],
        [field('boolean'), 'boolean'],
        [field('of_a_later_desk' as FieldType), 'line'],
    ] as const)('is made for its field', (made_for, widget) => {
        expect(widget_of(made_for)).toBe(widget);
    });

    it('starts with the record’s value', () => {
        expect(raw_of(field('person'), { id: 'p1', name: 'Helena' })).toBe('p1');
        expect(raw_of(field('integer'), 7)).toBe('7');
        expect(raw_of(field('boolean'), null)).toBe(false);
        expect(raw_of(field('text'), null)).toBe('');
    });

    it('gives back the instant that it was given, to the minute', () => {
        const planned = field('instant');
        const raw = raw_of(planned, '2026-11-24T15:40:00+02:00');
        expect(raw).toMatch(/^2026-11-2\dT\d\d:40$/);
        expect(value_of(planned, raw)).toEqual({ ok: true, value: '2026-11-24T13:40:00.000Z' });
    });

    it('is null when empty, and says what it cannot read', () => {
        expect(value_of(field('integer'), '  ')).toEqual({ ok: true, value: null });
        expect(value_of(field('integer'), '1e400')).toEqual({ ok: false, why: 'not_a_number' });
        expect(value_of(field('integer'), 'two')).toEqual({ ok: false, why: 'not_a_number' });
        expect(value_of(field('instant'), 'soon')).toEqual({ ok: false, why: 'not_an_instant' });
        expect(value_of(field('integer'), ' 2.5 ')).toEqual({ ok: true, value: 2.5 });
    });

    it('keeps a long text as it was typed', () => {
        expect(value_of(field('text', { long: true }), '  indented\n')).toEqual({ ok: true, value: '  indented\n' });
        expect(value_of(field('text'), ' one line ')).toEqual({ ok: true, value: 'one line' });
    });

    it('knows an empty text from an unticked box', () => {
        expect(is_empty(' ')).toBe(true);
        expect(is_empty(undefined)).toBe(true);
        expect(is_empty(false)).toBe(false);
    });
});

describe('what the desk still wants', () => {
    it('stands beside its input, and above the form when there is none', () => {
        const refused = new Refused({
            status: 422,
            unmet: [
                { what: 'field', field: 'solution', why: 'Describe the solution.' },
                { what: 'field', field: 'fields.urgency', why: 'How urgent?' },
                { what: 'comment', why: 'Say why.' },
                { what: 'approval', why: 'The board has not decided.' },
                { what: 'field', field: 'solution', why: 'At least 20 characters.' },
            ],
        });
        expect(problems_of(refused, ['solution', 'urgency', 'comment'])).toEqual({
            beside: {
                solution: 'Describe the solution. At least 20 characters.',
                urgency: 'How urgent?',
                comment: 'Say why.',
            },
            above: ['The board has not decided.'],
        });
    });
});
