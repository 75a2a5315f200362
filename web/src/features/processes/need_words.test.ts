import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { ProcessAct, RecordType } from '../../api/types';
import { need_words } from './need_words';
import { type_with } from './test_types';

type Need = ProcessAct['needs'][number];
const type = type_with(
    [{ name: 'new' }],
    [{ name: 'build', title: 'Build', from: ['new'] }],
    part_of<Partial<RecordType>>({
        fields: [{ name: 'reason', title: 'Reason' }],
        links: [{ name: 'parts', title: 'Parts' }],
        approvals: [{ name: 'cab', title: 'Change board' }],
        checklists: [{ name: 'before', title: 'Before' }],
        dossiers: [{ name: 'proof', title: 'Proof' }],
        documents: [{ name: 'plan', title: 'Plan' }],
    }),
);
const lines = (need: Partial<Need>) => need_words({ name: 'x', what: 'condition', why: 'Do it.', ...need }, type);
const told = (need: Partial<Need>) => part_of<{ text: string }>(lines(need)[0] ?? {});

it('says what exactly is asked for behind the sentence', () => {
    expect(told({ what: 'field', field: 'reason', min: 10 }).text).toBe('Do it. (Reason, 10 characters at least)');
    expect(told({ what: 'comment', audience: 'public' }).text).toBe('Do it. (a public comment)');
    expect(told({ what: 'approval', approval: 'cab' }).text).toBe('Do it. (the approval “Change board”)');
    expect(told({ what: 'document', document: 'plan', since: 'build', min: 2 }).text).toBe(
        'Do it. (a document that is “Plan”, 2 at least, since “Build”)',
    );
    expect(told({ what: 'time_entry', since: 'build', by: 'actor', min: 15 }).text).toBe(
        'Do it. (time logged, 15 minutes at least, by whoever does this, since “Build”)',
    );
    expect(told({ what: 'checklist', checklist: 'before' }).text).toBe('Do it. (all of “Before” ticked)');
    expect(told({ what: 'dossier', dossier: 'proof' }).text).toBe('Do it. (all that “Proof” asks for)');
});

it('puts the expressions behind it', () => {
    expect(lines({ condition: 'n < 3' })).toEqual([{ text: 'Do it.', code: 'n < 3' }]);
    expect(lines({ what: 'link', link: 'parts', linked: "linked.state == 'done'", when: 'n > 1' })).toEqual([
        { text: 'Do it. (linked under “Parts”)', code: "linked.state == 'done'" },
        { text: 'Only where:', code: 'n > 1' },
    ]);
});

it('says by what one is more pressing than another', () => {
    const need: Need = { name: 'x', what: 'first_in_order', why: 'Others first.', unless: 'comment' };
    expect(need_words(need, { ...type, priority: 'reason' })).toEqual([
        { text: 'Others first. (nothing more pressing by “Reason” waits, or a comment that says why not)', code: undefined },
    ]);
});
