import { expect, it } from 'vitest';
import type { Difference, Process } from '../../api/types';
import { grouped_differences } from './difference_groups';
import { small } from './test_types';

const difference = (type: string | null): Difference => ({
    kind: 'changed',
    sentence: `Of ${type}.`,
    type,
    states: [],
    clock: null,
    records: { count: 0, numbers: [] },
});

it('tells first what concerns all, then type by type, and at the end of types that are gone', () => {
    const process = { types: [small, { ...small, name: 'other', title: 'Other' }] } as unknown as Process;
    const found = grouped_differences(['gone', 'other', null, 'thing', 'other'].map(difference), process);
    expect(found.map(({ type, items }) => [type, items.length])).toEqual([
        [null, 1],
        ['thing', 1],
        ['other', 2],
        ['gone', 1],
    ]);
});
