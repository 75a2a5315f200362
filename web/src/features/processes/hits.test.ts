import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { DecisionTable, DeskRecord, TableCell, TableUse } from '../../api/types';
import { fitting_rows } from './hits';

const of = (...values: string[]): TableCell => ({ is: 'of', values: values.map((value) => ({ value, title: value })) });
const but = (value: string): TableCell => ({ is: 'but', values: [{ value, title: value }] });
const any: TableCell = { is: 'any' };
const table = (hit: DecisionTable['hit'], ...shown: TableCell[][]) => part_of<DecisionTable>({ hit, shown });
const use = (...inputs: string[]): TableUse => ({ table: 't', what: 'field', name: 'x', inputs });
const record = part_of<DeskRecord>({
    state: 'work',
    holder: { role: 'tier' },
    fields: { level: 'high', count: 3, loud: true, place: { id: '1', name: 'Here' } },
});

it('finds the row that fits a record', () => {
    const levels = table('unique', [of('low')], [of('mid', 'high')], [of('none')]);
    expect(fitting_rows(levels, use('level'), record)).toEqual([1]);
    expect(fitting_rows(levels, use('record.level'), record)).toEqual([1]);
});

it('knows any, any but, whole numbers, yes and no, the holder and the state', () => {
    expect(fitting_rows(table('first', [but('high')], [any]), use('level'), record)).toEqual([1]);
    const counts = table('unique', [{ is: 'range', most: 2 }], [{ is: 'range', least: 3, most: 5 }], [{ is: 'range', least: 6 }]);
    expect(fitting_rows(counts, use('count'), record)).toEqual([1]);
    expect(fitting_rows(table('unique', [of('false')], [of('true')]), use('loud'), record)).toEqual([1]);
    expect(fitting_rows(table('unique', [of('tier'), of('work')]), use('holder', 'state'), record)).toEqual([0]);
});

it('takes the first, or all that are collected', () => {
    expect(fitting_rows(table('first', [any], [of('high')]), use('level'), record)).toEqual([0]);
    expect(fitting_rows(table('collect', [any], [of('low')], [of('high')]), use('level'), record)).toEqual([0, 2]);
});

it('tells nothing where an input has to be worked out', () => {
    expect(fitting_rows(table('unique', [any]), use("staffed('tier', place)"), record)).toBeNull();
    expect(fitting_rows(table('unique', [any]), use('place'), record)).toBeNull();
    expect(fitting_rows(table('unique', [any]), use('not_a_field'), record)).toBeNull();
});
