// Who may do what: acts by roles, and on what grounds.

import type { ProcessAct, RecordType } from '../../api/types';

/** By the role itself; while the role holds the record; or not at all. */
export type Ground = 'may' | 'holding' | 'never';
/** Those who may act by what they are to the record or to the desk, and not by a role of the process. */
export const others = ['assignee', 'linked', 'administrator', 'desk'] as const;
export type Other = (typeof others)[number];

export interface MatrixRow {
    act: ProcessAct;
    /** In the order of the roles asked for. */
    grounds: Ground[];
    /** In the order of `others_in`. */
    by_others: boolean[];
}

export function ground_of(act: ProcessAct, role: string, type: RecordType): Ground {
    if (act.by.includes(role)) {
        return 'may';
    }
    return act.by.includes('holder') && type.holders.includes(role) ? 'holding' : 'never';
}

/** The others whom some act of the type names. */
export function others_in(type: RecordType): Other[] {
    return others.filter((other) => type.acts.some((act) => does(act, other)));
}

export function matrix_of(type: RecordType, roles: readonly string[]): MatrixRow[] {
    const also = others_in(type);
    return type.acts.map((act) => ({
        act,
        grounds: roles.map((role) => ground_of(act, role, type)),
        by_others: also.map((other) => does(act, other)),
    }));
}

/** An act with a time of its own is done by the desk too. */
function does(act: ProcessAct, other: Other): boolean {
    return act.by.includes(other) || (other === 'desk' && act.automatic !== undefined);
}
