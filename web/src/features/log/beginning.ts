// What begins a record of a type, and for whom.

import type { Me, ProcessAct, RecordType } from '../../api/types';

/** The act that begins a record of the type; null when only the desk or another record does. */
export function beginning(type: RecordType): ProcessAct | null {
    return type.acts.find((act) => act.creates === true) ?? null;
}

/** Whether one of her roles in the process may begin a record of the type. The desk has the last word. */
export function may_log(type: RecordType, process: string, me: Me): boolean {
    const by = beginning(type)?.by ?? [];
    const roles = (me.roles ?? []).filter((membership) => membership.process === process);
    return roles.some((membership) => by.includes(membership.role));
}
