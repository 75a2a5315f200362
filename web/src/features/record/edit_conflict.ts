// Whether an edit meets another's: by field, from what its writer saw to what is there now.

import type { DeskRecord, FieldValue, SentValue, TimelineEntry } from '../../api/types';
import { is_party } from '../form/values';

/** The fields that an edit may set, with the record's own two texts. */
export function values_of(record: DeskRecord): Record<string, FieldValue> {
    return { ...record.fields, title: record.title, description: record.description ?? '' };
}

/** The same value, however the API writes it: a party counts by its id, and nothing is nothing. */
export function is_same(one: FieldValue | undefined, other: FieldValue | undefined): boolean {
    return JSON.stringify(plain(one)) === JSON.stringify(plain(other));
}

function plain(value: FieldValue | undefined): unknown {
    if (value === undefined || value === null || value === '') {
        return null;
    }
    if (is_instant(value)) {
        return Date.parse(value);
    }
    return is_party(value) ? value.id : value;
}

function is_instant(value: FieldValue): value is string {
    return typeof value === 'string' && /^\d{4}-\d\d-\d\dT[\d:.]+(Z|[+-]\d\d:\d\d)$/.test(value);
}

export interface Clash {
    field: string;
    mine: SentValue;
    theirs: FieldValue;
    /** Who set theirs; null where no entry tells. */
    by: string | null;
}

/** Where what she set and what others set since she looked are not the same. */
export function clashes_of(
    mine: Record<string, SentValue>,
    seen: DeskRecord,
    now: DeskRecord,
    entries: readonly TimelineEntry[],
): Clash[] {
    const before = values_of(seen);
    const after = values_of(now);
    return Object.entries(mine)
        .filter(([field, value]) => !is_same(before[field], after[field]) && !is_same(value, after[field]))
        .map(([field, value]) => ({
            field,
            mine: value,
            theirs: after[field] ?? null,
            by: setter_of(field, entries),
        }));
}

/** What others changed since, of that which an edit can set; names of fields. */
export function changed_since(seen: DeskRecord, now: DeskRecord): string[] {
    const before = values_of(seen);
    const after = values_of(now);
    return [...new Set([...Object.keys(before), ...Object.keys(after)])].filter(
        (field) => !is_same(before[field], after[field]),
    );
}

function setter_of(field: string, entries: readonly TimelineEntry[]): string | null {
    const entry = entries.findLast((each) =>
        each.changes?.some((change) => change.what === 'field' && change.field === field),
    );
    return entry?.actor?.name ?? null;
}
