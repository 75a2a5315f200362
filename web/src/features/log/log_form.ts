// The form for logging a record, made from its type in the process.

import type { Field, Me, ProcessAct, RecordType, SentValue } from '../../api/types';
import { say } from '../../words';
import { field_of } from '../processes/definitions';

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

/** Title and description first, then what the process asks for when something is logged. */
export function log_fields(type: RecordType): Field[] {
    const asked = (beginning(type)?.form ?? [])
        .filter((field) => field.name !== 'title' && field.name !== 'description')
        .map((field) => ({ ...field_of(type, field.name), ...field }))
        .filter((field) => field.computed !== true);
    return [
        { name: 'title', type: 'text', title: say('log.field_title'), required: true },
        { name: 'description', type: 'text', long: true, title: say('log.field_description') },
        ...asked,
    ];
}

export interface LogBody {
    title: string;
    description: string;
    fields: Record<string, SentValue>;
}

export function log_body(values: Record<string, SentValue>): LogBody {
    const { title, description, ...fields } = values;
    const given = Object.entries(fields).filter(([, value]) => value !== null);
    return {
        title: typeof title === 'string' ? title : '',
        description: typeof description === 'string' ? description : '',
        fields: Object.fromEntries(given),
    };
}
