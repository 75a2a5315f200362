// What the process calls its types, states, roles and acts. Everything works without it too: a record may be of
// an older version, and then the plain names stand in.

import type { Field, Process, RecordType } from '../../api/types';
import { title_among } from '../../words/titles';

/** A record's `type` may be named with its process, as `epts-support/issue`. */
export function bare_type(type: string): string {
    return type.split('/').at(-1) ?? type;
}

export function type_of(process: Process | null, type: string): RecordType | null {
    return process?.types.find((known) => known.name === bare_type(type)) ?? null;
}

export function state_title(type: RecordType | null, state: string): string {
    return title_among(type?.states, state);
}

export function field_of(type: RecordType | null, name: string): Field | null {
    return type?.fields.find((known) => known.name === name) ?? null;
}

export function role_title(process: Process | null, role: string): string {
    return title_among(process?.roles, role);
}
