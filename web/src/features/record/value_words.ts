// A field's value as a person reads it.

import type { Process, RecordType } from '../../api/types';
import { say } from '../../words';
import { clock_time_at, reader_place } from '../../words/time';
import { plain_name, title_among, title_of } from '../../words/titles';
import { is_party } from '../form/values';
import { field_of, role_title, state_title } from '../processes/definitions';

export interface Reader {
    process: Process | null;
    type: RecordType | null;
    now_ms: number;
}

/** What the process calls a field, or the record's own member of that name. */
export function field_words(name: string, reader: Reader): string {
    const bare = name.replace(/^fields\./, '');
    const field = field_of(reader.type, bare);
    return field ? title_of(field) : plain_name(bare.replaceAll('.', ' '));
}

export function value_words(name: string, value: unknown, reader: Reader): string {
    if (value === null || value === undefined || value === '') {
        return say('app.nothing');
    }
    if (typeof value === 'boolean') {
        return value ? say('record.yes') : say('record.no');
    }
    if (Array.isArray(value)) {
        return value.map((item) => value_words(name, item, reader)).join(', ');
    }
    if (typeof value === 'object') {
        return object_words(value, reader);
    }
    return typeof value === 'string' ? text_words(name, value, reader) : JSON.stringify(value);
}

function text_words(name: string, value: string, reader: Reader): string {
    const bare = name.replace(/^fields\./, '');
    if (bare === 'state') {
        return state_title(reader.type, value);
    }
    const field = field_of(reader.type, bare);
    if (field?.choices) {
        return title_among(field.choices.map((choice) => ({ ...choice, name: choice.value })), value);
    }
    if (field?.type === 'instant') {
        return clock_time_at(Date.parse(value), reader.now_ms, reader_place());
    }
    if (field === null && reader.process?.roles?.some((role) => role.name === value)) {
        return role_title(reader.process, value);
    }
    return value;
}

/** A party by its name; a holder by the parts that it has; a priority by its value. */
function object_words(value: object, reader: Reader): string {
    if (is_party(value)) {
        return value.name;
    }
    const parts: string[] = [];
    for (const member of ['value', 'person', 'team', 'role', 'organisation'] as const) {
        const part: unknown = Reflect.get(value, member);
        if (is_party(part)) {
            parts.push(part.name);
        } else if (typeof part === 'string' && part !== '') {
            parts.push(member === 'role' ? role_title(reader.process, part) : plain_name(part));
        }
    }
    return parts.length > 0 ? parts.join(', ') : say('app.nothing');
}
