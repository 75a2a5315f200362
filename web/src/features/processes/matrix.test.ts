import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Process } from '../../api/types';
import { matrix_of, others_in, places_of, roles_apart } from './matrix';
import { small, type_with } from './test_types';

it('says of each role and act whether it may, and on what grounds', () => {
    const rows = matrix_of(small, ['caller', 'first_line', 'second_line'], []);
    const grounds = Object.fromEntries(rows.map((row) => [row.act.name, row.grounds]));
    expect(grounds['log']).toEqual(['may', 'never', 'never']);
    expect(grounds['begin']).toEqual(['never', 'holding', 'holding']);
    expect(grounds['note']).toEqual(['never', 'never', 'may']);
    expect(grounds['answer']).toEqual(['may', 'holding', 'holding']);
    expect(grounds['refer']).toEqual(['never', 'never', 'never']);
});

it('gives the desk a column where it does something, also what others may do too', () => {
    expect(others_in([small])).toEqual(['desk']);
    const by_desk = matrix_of(small, [], ['desk']).filter((row) => row.by_others[0]);
    expect(by_desk.map((row) => row.act.name)).toEqual(['lapse', 'refer', 'finish']);
});

it('has the acts of every record where the process says who may', () => {
    const restrictions = [
        { name: 'edit' as const, by: ['second_line'] },
        { name: 'assign' as const, by: [], when: { text: 'true', why: 'Never.' } },
    ];
    const rows = matrix_of(type_with([{ name: 'new' }], [], { restrictions }), ['first_line', 'second_line'], []);
    expect(rows.map((row) => [row.act.name, row.built_in, row.grounds])).toEqual([['edit', true, ['never', 'may']]]);
});

it('says at which organisation alone a role is had', () => {
    const fields = [part_of<(typeof small.fields)[number]>({ name: 'facility', title: 'Facility' })];
    const roles = [part_of<Process['roles'][number]>({ name: 'nurse', at: 'facility' }), part_of<Process['roles'][number]>({ name: 'central' })];
    expect(places_of(part_of<Process>({ roles, types: [small, type_with([{ name: 'new' }], [], { fields })] }))).toEqual(['Facility', '']);
    expect(places_of(part_of<Process>({ roles: roles.slice(1), types: [small] }))).toEqual([]);
});

it('names the roles that nobody has together', () => {
    const roles = [{ name: 'coder', title: 'Coder', disjoint: ['tester', 'owner'] }, { name: 'tester', title: 'Tester', disjoint: ['coder'] }, { name: 'owner', title: 'Owner' }];
    expect(roles_apart(part_of<Process>({ roles: roles.map((role) => part_of<Process['roles'][number]>(role)) }))).toEqual(['Tester, Owner', 'Coder', '']);
    expect(roles_apart(part_of<Process>({ roles: [part_of<Process['roles'][number]>({ name: 'owner', title: 'Owner' })] }))).toEqual([]);
});
