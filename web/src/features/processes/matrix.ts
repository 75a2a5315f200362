// Who may do what: acts by roles, and on what grounds.

import type { Process, ProcessAct, RecordType } from '../../api/types';
import { title_among } from '../../words/titles';
import { role_title } from './definitions';

/** By the role itself; while the role holds the record; or not at all. */
export type Ground = 'may' | 'holding' | 'never';
/** Those who may act by what they are to the record or to the desk, and not by a role of the process. */
export const others = ['assignee', 'linked', 'administrator', 'desk'] as const;
export type Other = (typeof others)[number];

/** Of an act of the process, or of one that every record has where the process says who may. */
export type Deed = Pick<ProcessAct, 'name' | 'by'> & Partial<Pick<ProcessAct, 'title' | 'automatic' | 'as_soon_as' | 'exclude' | 'when'>>;

export interface MatrixRow {
    act: Deed;
    /** An act that every record has: it has no title of its own. */
    built_in: boolean;
    /** In the order of the roles asked for. */
    grounds: Ground[];
    /** In the order of the others asked for. */
    by_others: boolean[];
}

export function ground_of(act: Deed, role: string, type: RecordType): Ground {
    if (act.by.includes(role)) {
        return 'may';
    }
    return act.by.includes('holder') && type.holders.includes(role) ? 'holding' : 'never';
}

/** The others whom some act of the types names. */
export function others_in(types: readonly RecordType[]): Other[] {
    return others.filter((other) => types.some((type) => deeds_of(type).some(({ act }) => does(act, other))));
}

export function matrix_of(type: RecordType, roles: readonly string[], also: readonly Other[]): MatrixRow[] {
    return deeds_of(type).map(({ act, built_in }) => ({
        act,
        built_in,
        grounds: roles.map((role) => ground_of(act, role, type)),
        by_others: also.map((other) => does(act, other)),
    }));
}

/** Of each role those that nobody has together with it, by their titles; nothing where no roles are apart. */
export function roles_apart(process: Process): string[] {
    const apart = process.roles.map(({ disjoint = [] }) => disjoint.map((name) => role_title(process, name)).join(', '));
    return apart.some((words) => words !== '') ? apart : [];
}

/** Of each role the field whose organisation it is had at, by its title; nothing where all are had everywhere. */
export function places_of(process: Process): string[] {
    const places = process.roles.map(({ at }) => {
        const type = at === undefined ? undefined : process.types.find(({ fields }) => fields.some(({ name }) => name === at));
        return at === undefined ? '' : title_among(type?.fields, at);
    });
    return places.some((words) => words !== '') ? places : [];
}

/** Of the acts that every record has, those of which the process says who may. */
function deeds_of(type: RecordType): { act: Deed; built_in: boolean }[] {
    return [
        ...type.acts.map((act) => ({ act, built_in: false })),
        ...(type.restrictions ?? []).filter((act) => act.by.length > 0).map((act) => ({ act, built_in: true })),
    ];
}

/** An act with a time or a condition of its own is done by the desk too. */
function does(act: Deed, other: Other): boolean {
    return act.by.includes(other) || (other === 'desk' && (act.automatic !== undefined || act.as_soon_as !== undefined));
}
