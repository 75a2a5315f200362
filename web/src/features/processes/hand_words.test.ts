import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Process, ProcessAct, RecordType } from '../../api/types';
import { hand_words } from './hand_words';
import { type_with } from './test_types';

const type = type_with(
    [{ name: 'new' }],
    [],
    part_of<Partial<RecordType>>({
        fields: [{ name: 'team', title: 'Assignment group' }, { name: 'why', title: 'Reason' }],
        decided_by: [{ table: 'next_tier', what: 'act', name: 'refer', inputs: ['holder'] }],
    }),
);
const process = part_of<Process>({
    roles: [{ name: 'group', title: 'Group' }, { name: 'manager', title: 'Change manager' }, { name: 'agent', title: 'Agent' }],
    tables: [{ name: 'next_tier', title: 'Next tier' }, { name: 'elsewhere', title: 'Elsewhere' }],
    trees: [{ name: 'triage', title: 'Triage' }],
    types: [type],
});
const told = (act: Partial<ProcessAct>) => hand_words(process, type, part_of<ProcessAct>(act));
const handed = (text: string, to: [string, string | null][] = []) =>
    told({ hands: { text, to: to.map(([from, end]) => ({ from, to: end })) } });

it('says to whom a hand-over goes by its holder, once where it is always the same', () => {
    expect(handed('', [['group', 'manager'], ['manager', null]])).toEqual([{ text: 'Group → Change manager' }]);
    expect(handed('', [['group', 'group'], ['manager', 'group']])).toEqual([{ text: 'Group' }]);
    expect(told({})).toEqual([]);
});

it('says it in words where a field, a table or questions decide it', () => {
    expect(handed("team != null ? 'group' : 'manager'")).toEqual([
        { text: 'Group where “Assignment group” is given; else: Change manager' },
    ]);
    expect(handed("holder == 'agent' ? 'manager' : team != null ? 'group' : null")).toEqual([
        { text: 'Change manager from Agent; else: Group where “Assignment group” is given; else: Nobody: then it is refused' },
    ]);
    expect(handed('tables.next_tier(holder).to')).toEqual([{ text: 'Whom the table “Next tier” says', place: '#table-next_tier' }]);
    expect(handed('tables.elsewhere(team).to')).toEqual([{ text: 'Whom the table “Elsewhere” says', place: undefined }]);
    expect(handed("trees.triage != null ? trees.triage.holder : 'agent'")).toEqual([
        { text: 'Whom the answers to “Triage” say where that was asked; else: Agent' },
    ]);
});

it('leaves as it is written what has no words', () => {
    expect(handed("size > 3 ? 'group' : 'manager'")).toEqual([
        { text: 'Group where this holds:', code: 'size > 3', place: undefined },
        { text: 'Else: Change manager' },
    ]);
    expect(handed('first(team)')).toEqual([{ text: 'Whom this says:', code: 'first(team)' }]);
    expect(handed("size > 3 ? (late ? 'group' : 'agent') : 'manager'")).toEqual([
        { text: 'Whom this says:', code: "size > 3 ? (late ? 'group' : 'agent') : 'manager'" },
    ]);
});

it('says which team gets it, and where the reason stands', () => {
    expect(told({ hands: { text: "'group'", to: [] }, team: 'team', reason: 'why' })).toEqual([
        { text: 'Group' },
        { text: 'To the team in “Assignment group”.' },
        { text: 'The reason stands in “Reason”.' },
    ]);
});
