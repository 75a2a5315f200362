import { expect, it } from 'vitest';
import type { Process, RehearsalItem } from '../../api/types';
import { asked_rows, beside_words, in_order, tally_of } from './rehearsals';
import { small, type_with } from './test_types';

const item = (name: string, state: RehearsalItem['state'], covers: string[] = []): RehearsalItem => ({
    name,
    file: `rehearsals/${name}.yaml`,
    title: name,
    covers,
    state,
    steps: 3,
});

it('has what needs a look first and keeps the order of the others', () => {
    const list = [item('a', 'passed'), item('b', 'failed'), item('c', 'waiting'), item('d', 'broken')];
    expect(in_order(list).map(({ name }) => name)).toEqual(['b', 'd', 'a', 'c']);
    expect(tally_of(list)).toEqual({ passed: 1, failed: 2, waiting: 1 });
});

it('says each process once that they need besides', () => {
    const list = [item('a', 'passed'), { ...item('b', 'passed'), beside: ['releases'] }, { ...item('c', 'passed'), beside: ['releases', 'stock'] }];
    expect(beside_words(list)).toBe(' --beside releases --beside stock');
    expect(beside_words(list.slice(0, 1))).toBe('');
});

it('has a line for every row that a rule answers or a rehearsal covers, in the order of their numbers', () => {
    const rule = { name: 'sound', title: 'Sound', answers: ['S10', 'S9'], kind: 'always' as const, text: 'true', why: 'So.' };
    const process = { types: [small, type_with([{ name: 'new' }], [], { rules: [rule] })] } as unknown as Process;
    const rows = asked_rows(process, [item('a', 'passed', ['S9', 'S2'])]);
    expect(rows.map(({ row, rules, rehearsals }) => [row, rules.length, rehearsals.length])).toEqual([
        ['S2', 0, 1],
        ['S9', 1, 1],
        ['S10', 1, 0],
    ]);
});
