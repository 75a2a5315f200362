// The form for logging a record, made from its type in the process.

import type { Field, Process, QuestionTree, RecordType, SentValue } from '../../api/types';
import { say } from '../../words';
import { type RawValues, value_of } from '../form/values';
import { field_of } from '../processes/definitions';
import { type Answers, asked_trees } from '../trees/walk';
import { beginning } from './beginning';

/** Of these something happened; everything else is wanted, planned or to be done. */
const happened = ['incident', 'problem'];

/** Title and description first, then what the process asks for when something is logged. */
export function log_fields(type: RecordType): Field[] {
    const asked = (beginning(type)?.form ?? [])
        .filter((field) => field.name !== 'title' && field.name !== 'description')
        .map((field) => ({ ...field_of(type, field.name), ...field }))
        .filter((field) => field.computed !== true);
    const [title, description] = happened.includes(type.kind)
        ? [say('log.field_title'), say('log.field_description')]
        : [say('log.field_title_other'), say('log.field_description_other')];
    return [
        { name: 'title', type: 'text', title, required: true },
        { name: 'description', type: 'text', long: true, title: description },
        ...asked,
    ];
}

/** How a report may have come in when somebody else types it; the desk takes any word. */
export const channels = ['phone', 'walk_in', 'mail', 'chat', 'letter'] as const;

export interface LogBody {
    title: string;
    description: string;
    fields: Record<string, SentValue>;
    reporter?: string;
    channel?: string;
    /** When it was told, where that was earlier than now. */
    occurred_at?: string;
    attachments?: { upload: string; kind?: string; audience: 'public' }[];
    /** Question trees by name, each with its answers. */
    trees?: Record<string, string[]>;
}

/** The question trees that are walked with what begins a record. */
export function log_trees(process: Process, type: RecordType): QuestionTree[] {
    return asked_trees(process, beginning(type)?.asks ?? []);
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

/** Those of them that were given. */
export function named<Texts extends Record<string, string>>(texts: Texts): Partial<Texts> {
    return Object.fromEntries(Object.entries(texts).filter(([, text]) => text !== '')) as Partial<Texts>;
}

/** What can be read of a form that is still being written: for a look ahead, not to be sent. */
export function given_so_far(
    fields: readonly Field[],
    typed: RawValues,
    others: { reporter: string; channel: string; trees: Answers | null },
): Partial<LogBody> {
    const readings = fields.map((field) => [field.name, value_of(field, typed[field.name] ?? '')] as const);
    const given: Record<string, SentValue> = {};
    for (const [name, reading] of readings) {
        if (reading.ok && reading.value !== null) {
            given[name] = reading.value;
        }
    }
    const { title, description, fields: rest } = log_body(given);
    return {
        fields: rest,
        ...(title === '' ? {} : { title }),
        ...(description === '' ? {} : { description }),
        ...named({ reporter: others.reporter, channel: others.channel }),
        ...(others.trees === null ? {} : { trees: others.trees }),
    };
}
