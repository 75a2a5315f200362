// The form for logging a record, made from its type in the process.

import type { Field, FieldValue, RecordType } from '../../api/types';
import { say } from '../../words';
import { field_of } from '../processes/definitions';

/** The act that begins a record: the one without a state to come from. */
const logging = 'log';

/** Title and description first, then what the process asks for when something is logged. */
export function log_fields(type: RecordType): Field[] {
    const form = type.acts.find((act) => act.name === logging)?.form;
    const listed = form
        ? form.map((entry) => (typeof entry === 'string' ? entry : entry.name))
        : type.fields.filter((field) => field.required === true).map((field) => field.name);
    const own = listed
        .filter((name) => name !== 'title' && name !== 'description')
        .map((name) => completed(name, type))
        .filter((field): field is Field => field !== null && field.computed !== true);
    return [
        { name: 'title', type: 'text', title: say('log.field_title'), required: true },
        { name: 'description', type: 'text', long: true, title: say('log.field_description') },
        ...own,
    ];
}

function completed(name: string, type: RecordType): Field | null {
    const in_form = type.acts
        .find((act) => act.name === logging)
        ?.form?.find((entry): entry is Field => typeof entry !== 'string' && entry.name === name);
    const known = field_of(type, name);
    return known || in_form ? { ...known, ...in_form, name, type: in_form?.type ?? known?.type ?? 'text' } : null;
}

/** Types that a person can begin a record of: those that the process has an act for it. */
export function can_be_logged(type: RecordType): boolean {
    return type.acts.some((act) => act.name === logging);
}

export interface LogBody {
    title: string;
    description: string;
    fields: Record<string, FieldValue>;
}

export function log_body(values: Record<string, FieldValue>): LogBody {
    const { title, description, ...fields } = values;
    const given = Object.entries(fields).filter(([, value]) => value !== null);
    return {
        title: typeof title === 'string' ? title : '',
        description: typeof description === 'string' ? description : '',
        fields: Object.fromEntries(given),
    };
}
