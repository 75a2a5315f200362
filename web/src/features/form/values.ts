// Between what a form's inputs hold (texts and ticks) and what the API takes.

import type { Field, FieldValue, Listed, Party, SentValue } from '../../api/types';

/** What an input holds: the text in it, or whether it is ticked. */
export type Raw = string | boolean;
export type RawValues = Record<string, Raw>;

export type Widget = 'line' | 'text' | 'choice' | 'number' | 'instant' | 'boolean' | 'party' | 'duration';

const party_types = ['organisation', 'person', 'team'] as const;
export type PartyType = (typeof party_types)[number];

/** The directory: all of a type, or with words those whose name holds them. */
export type Parties = (type: PartyType, words?: string) => Promise<Listed[]>;

export function party_type(field: Field): PartyType | null {
    return party_types.find((type) => type === field.type) ?? null;
}

export function widget_of(field: Field): Widget {
    if (field.choices && field.choices.length > 0) {
        return 'choice';
    }
    if (party_type(field) !== null) {
        return 'party';
    }
    switch (field.type) {
        case 'integer':
            return 'number';
        case 'instant':
        case 'boolean':
        case 'duration':
            return field.type;
        case 'text':
            return field.long === true ? 'text' : 'line';
        default:
            return 'line';
    }
}

export function raw_of(field: Field, value: FieldValue | undefined): Raw {
    if (widget_of(field) === 'boolean') {
        return value === true;
    }
    if (value === null || value === undefined) {
        return '';
    }
    if (typeof value === 'object') {
        return is_party(value) ? value.id : JSON.stringify(value);
    }
    return widget_of(field) === 'instant' ? local_input(String(value)) : String(value);
}

export type Reading = { ok: true; value: SentValue } | { ok: false; why: 'not_a_number' | 'not_an_instant' };

/** The API's value for what was typed; null for an empty input. */
export function value_of(field: Field, raw: Raw): Reading {
    if (typeof raw === 'boolean') {
        return { ok: true, value: raw };
    }
    const text = widget_of(field) === 'text' ? raw : raw.trim();
    if (text.trim() === '') {
        return { ok: true, value: null };
    }
    switch (widget_of(field)) {
        case 'number': {
            const number = Number(text);
            return Number.isFinite(number) ? { ok: true, value: number } : { ok: false, why: 'not_a_number' };
        }
        case 'instant': {
            const at = new Date(text);
            const fine = !Number.isNaN(at.getTime());
            return fine ? { ok: true, value: at.toISOString() } : { ok: false, why: 'not_an_instant' };
        }
        default:
            return { ok: true, value: text };
    }
}

export function is_empty(raw: Raw | undefined): boolean {
    return raw === undefined || (typeof raw === 'string' && raw.trim() === '');
}

/** Inputs' values as they were kept; what is none is left out. */
export function raw_values(kept: unknown): RawValues {
    const entries = kept !== null && typeof kept === 'object' ? Object.entries(kept) : [];
    return Object.fromEntries(
        entries.filter((entry): entry is [string, Raw] => ['string', 'boolean'].includes(typeof entry[1])),
    );
}

export function is_party(value: unknown): value is Party {
    return typeof value === 'object' && value !== null && 'id' in value && 'name' in value;
}

/** An RFC 3339 instant as the local wall time that a date-and-time input holds. */
export function local_input(text: string): string {
    const at = new Date(text);
    if (Number.isNaN(at.getTime())) {
        return '';
    }
    const two = (part: number) => String(part).padStart(2, '0');
    const date = `${at.getFullYear()}-${two(at.getMonth() + 1)}-${two(at.getDate())}`;
    return `${date}T${two(at.getHours())}:${two(at.getMinutes())}`;
}
