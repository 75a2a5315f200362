import { describe, expect, it } from 'vitest';
import type { Me, View } from '../../api/types';
import { filters_from } from '../queue/filters';
import { count_text, may_change, view_address, view_groups, view_of, view_title } from './view_words';

const view = (part: Partial<View>): View => ({ id: 'x', title: 'X', query: 'open=true', scope: 'mine', version: 1, ...part });
const list = (query: string) => filters_from(new URLSearchParams(query));

describe('a view', () => {
    it('is called by its title, or by the page’s words where it comes with the desk', () => {
        expect(view_title(view({ title: 'Printers' }))).toBe('Printers');
        expect(view_title(view({ id: 'unassigned', title: null }))).toBe('Unassigned');
        expect(view_title(view({ id: 'of_later_days', title: null }))).toBe('Of later days');
    });

    it('leads to its list, and its list is known by it in any order of its filters', () => {
        const mine = view({ id: 'm', query: 'open=true&state=logged&assignee=me&sort=due' });
        expect(view_address(mine)).toBe('/?assignee=me&state=logged');
        expect(view_of(list('state=logged&assignee=me&sort=number'), [mine])).toBe(mine);
        expect(view_of(list('state=logged'), [mine])).toBeNull();
    });

    it('in the order asked for goes before one in another', () => {
        const [by_due, by_number] = [view({ id: 'a', query: 'state=s&sort=due' }), view({ id: 'b', query: 'state=s&sort=-number' })];
        expect(view_of(list('state=s&open=any&sort=number'), [by_due, by_number])).toBe(by_number);
        expect(view_of(list('state=s&open=any&sort=updated'), [by_due, by_number])).toBe(by_due);
    });

    it('may be changed by its owner, and one for all by an administrator too', () => {
        const [me, boss] = [{ id: 'me', administrator: false } as Me, { id: 'boss', administrator: true } as Me];
        const own = view({ owner: { id: 'me', name: 'Me' } });
        const for_all = view({ scope: 'all', owner: { id: 'me', name: 'Me' } });
        expect([may_change(own, me), may_change(own, boss), may_change(for_all, boss)]).toEqual([true, false, true]);
        expect(may_change(view({ scope: 'shipped' }), boss)).toBe(false);
    });
});

it('counts say where they stopped, and nothing where there is none', () => {
    expect(count_text({ id: 'x', count: 1_000, more: true })).toBe('1,000+');
    expect(count_text({ id: 'x', count: 7, more: false })).toBe('7');
    expect(count_text({ id: 'x', count: null, more: false })).toBe('');
    expect(count_text(undefined)).toBe('');
});

it('groups stand in the rail’s order, empty ones left out', () => {
    const groups = view_groups([view({ id: 'a', scope: 'all' }), view({ id: 'b', scope: 'shipped' })]);
    expect(groups.map((group) => group.scope)).toEqual(['shipped', 'all']);
});
