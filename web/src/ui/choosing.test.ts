import { expect, it } from 'vitest';
import { folded, matching, next_place } from './choosing';

const things = ['Amélia Cossa', 'Priority is High', 'Priority is Normal', 'High Street Clinic'].map((text) => ({ text }));
const found = (typed: string) => matching(things, typed).map(({ text }) => text);

it('accents and case do not matter', () => {
    expect(folded('Amélia ÇÃO')).toBe('amelia cao');
    expect(found('AMELIA')).toEqual(['Amélia Cossa']);
});

it('all words must be there, in any order, and words that begin so come first', () => {
    expect(found('hi pri')).toEqual(['Priority is High']);
    expect(found('igh')).toEqual(['Priority is High', 'High Street Clinic']);
    expect(found('ss')).toEqual(['Amélia Cossa']);
    expect(found('')).toHaveLength(4);
    expect(found('zz')).toEqual([]);
});

it('arrows go through a list and around its ends', () => {
    expect([next_place('ArrowDown', 0, 3), next_place('ArrowDown', 2, 3), next_place('ArrowUp', 0, 3)]).toEqual([1, 0, 2]);
    expect([next_place('ArrowDown', 0, 0), next_place('Home', 1, 3)]).toEqual([null, null]);
});
