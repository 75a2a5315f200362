import { describe, expect, it } from 'vitest';
import type { Field, Need, ProcessAct, RecordAct, RecordType } from '../../api/types';
import { type Part, part_of } from '../../api/test_parts';
import { type Step, tick_act } from '../record/ticks';
import { act_form, act_title, asks_nothing, by_reason, comment_audience, kind_words, listed_acts, read_form, starting_values, wanted_kind } from './act_form';

type ProcessNeed = ProcessAct['needs'][number];

const solution: Field = { name: 'solution', type: 'text', long: true, title: 'Solution' };
const priority: Field = {
    name: 'priority', title: 'Priority', type: 'choice', computed: true, choices: [{ value: 'High', title: 'High' }],
};
const data = { value: 'data', title: 'The data' };
const area: Field = { name: 'area', title: 'Area', type: 'choice', required: true, choices: [data] };
const type = part_of<RecordType>({ name: 'issue', fields: [solution, priority, area], acts: [] });

function act(name: string, more: Part<RecordAct> = {}): RecordAct {
    return part_of<RecordAct>({ name, needs: [], allowed: true, ...more });
}
const need = (more: Partial<Need>): Need => ({ what: 'field', type: 'text', why: 'Needed.', met: false, ...more });

describe('the form of an act', () => {
    it('asks for its fields, and requires those that are needed and not there yet', () => {
        const open = act_form(act('resolve', { form: [solution], needs: [need({ field: 'solution' })] }), type);
        expect(open.fields).toEqual([{ ...solution, required: true }]);
        const met = act_form(act('resolve', { form: [solution], needs: [need({ field: 'solution', met: true })] }), type);
        expect(met.fields).toEqual([solution]);
    });

    it('takes what the form leaves out, such as choices, from the type', () => {
        const { fields } = act_form(act('sort', { form: [{ name: 'area', type: 'choice' }] }), type);
        expect(fields[0]?.choices).toEqual([data]);
    });

    it('takes a file for the one kind of document that is asked for still', () => {
        const asks = (name: string, document?: string) => part_of<ProcessNeed>({ name, ...(document && { document }) });
        const signs = (...needs: ProcessNeed[]) =>
            part_of<RecordType>({ name: 'release', fields: [], acts: [{ name: 'sign', needs }], documents: [{ name: 'plan', title: 'Drawings' }] });
        const lacks = (...what: string[]) => act('sign', { needs: what.map((one) => need({ what: one, type: 'document' })) });
        const both = signs(asks('plan', 'plan'), asks('report', 'report'), asks('document'));
        expect(wanted_kind(lacks('plan', 'document'), both)).toBe('plan');
        expect(lacks('plan', 'document').needs.map((one) => kind_words(one, act('sign'), both))).toEqual(['Drawings', null]);
        expect(wanted_kind(lacks('plan', 'report'), both)).toBeUndefined();
        expect(wanted_kind(lacks('document'), both)).toBeUndefined();
        expect(wanted_kind(act('sign', { needs: [need({ what: 'plan', met: true })] }), both)).toBeUndefined();
        expect(wanted_kind(lacks('plan'), null)).toBeUndefined();
    });

    it('takes a file for what a step of a checklist asks for', () => {
        const asks = (document?: string) => part_of<ProcessNeed>({ what: 'document', ...(document && { document }) });
        const listing = (...needs: ProcessNeed[]) =>
            part_of<RecordType>({ name: 'release', fields: [], acts: [], documents: [{ name: 'plan', title: 'Drawings' }], checklists: [{ name: 'site', steps: [{ name: 'drawn', needs }] }] });
        const tick = tick_act('site', part_of<Step>({ name: 'drawn', title: 'Drawn', why_not: 'The drawings.' }));
        expect(wanted_kind(tick, listing(part_of<ProcessNeed>({ what: 'comment' }), asks('plan')))).toBe('plan');
        expect(tick.needs.map((one) => kind_words(one, tick, listing(asks('plan'))))).toEqual(['Drawings']);
        expect(wanted_kind(tick, listing(asks('plan'), asks('report')))).toBeUndefined();
        expect(wanted_kind(tick, listing(asks('plan'), asks()))).toBeUndefined();
        expect(wanted_kind(tick, listing(asks()))).toBeUndefined();
        expect(wanted_kind(tick, null)).toBeUndefined();
    });

    it('never asks for what the desk computes', () => {
        expect(act_form(act('x', { form: [priority, solution] }), type).fields).toEqual([solution]);
        expect(act_form(act('edit'), type).fields.map((field) => field.name)).toEqual([
            'title',
            'description',
            'solution',
            'area',
        ]);
    });

    it('lists the needs that none of its inputs can meet', () => {
        const approval = need({ what: 'approval', why: 'The board has not decided.' });
        const comment = need({ what: 'comment', type: 'comment', why: 'Say why.' });
        const form = act_form(act('go', { form: [], needs: [approval, comment] }), type);
        expect(form.other_needs).toEqual([approval]);
        expect(form.comment_need).toEqual(comment);
    });

    it('has a place for a comment, but not when only fields are changed', () => {
        expect(act_form(act('assign'), type).takes_comment).toBe(true);
        expect(act_form(act('edit'), type).takes_comment).toBe(false);
        expect(act_form(act('edit', { form: [solution] }), type).takes_comment).toBe(true);
    });
});

describe('the audience of a comment', () => {
    const asking = part_of<RecordType>({ ...type, acts: [{ name: 'ask', comment: 'public' }] });

    it('is whom the act has it for', () => {
        const comment = need({ what: 'comment', type: 'comment_internal' });
        expect(comment_audience(act('ask', { form: [], needs: [comment] }), null, true)).toBe('internal');
        expect(comment_audience(act('ask', { form: [] }), asking, true)).toBe('public');
        expect(comment_audience(act('ask', { form: [] }), null, true)).toBe('as_needed');
    });

    it('of the desk’s own acts is the staff, or everyone for who reads nothing internal', () => {
        expect(comment_audience(act('assign'), asking, true)).toBe('internal');
        expect(comment_audience(act('assign'), asking, false)).toBe('public');
    });
});

describe('the desk’s own acts', () => {
    it('have words of their own, which an act of a process with the same name does not take', () => {
        expect(act_title(act('take', { title: 'Take' }))).toBe('Take it');
        expect(act_title(act('take', { title: 'Take over', form: [] }))).toBe('Take over');
        expect(asks_nothing(act('take'))).toBe(true);
        expect(asks_nothing(act('take', { form: [] }))).toBe(false);
    });

    it('are not listed where they have another place', () => {
        expect(listed_acts([act('comment'), act('link'), act('watch')]).map((each) => each.name)).toEqual(['watch']);
    });
});

describe('acts that are not possible', () => {
    it('stand together where one reason holds them back', () => {
        const acts = [
            act('ask', { title: 'Ask', form: [], allowed: false, why_not: 'Only the holder.' }),
            act('go', { title: 'Go', form: [] }),
            act('close', { title: 'Close', form: [], allowed: false, why_not: null }),
            act('refer', { title: 'Refer', form: [], allowed: false, why_not: 'Only the holder.' }),
        ];
        expect(by_reason(acts)).toEqual([
            { reason: 'Only the holder.', titles: ['Ask', 'Refer'] },
            { reason: 'Not possible now.', titles: ['Close'] },
        ]);
    });
});

describe('reading the form', () => {
    it('gives only what differs from the start', () => {
        const start = starting_values([solution, area], { solution: 'old', area: 'data' });
        expect(read_form([solution, area], { solution: 'new', area: 'data' }, start)).toEqual({
            fields: { solution: 'new' },
            problems: { beside: {}, above: [] },
        });
    });

    it('clears what was emptied, and asks for what is required', () => {
        const start = starting_values([solution, area], { solution: 'old', area: 'data' });
        const { fields, problems } = read_form([solution, area], { solution: '', area: '' }, start);
        expect(fields).toEqual({ solution: null });
        expect(problems.beside).toEqual({ area: 'Fill this in.' });
    });

    it('leaves a required field to the desk when the desk fills it in', () => {
        const filled = { ...area, default: "'data'" };
        expect(read_form([filled], {}, {}).problems.beside).toEqual({});
    });
});
