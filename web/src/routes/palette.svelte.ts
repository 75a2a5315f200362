// Whether the palette or the sheet of shortcuts is open, and for what.

import type { DeskRecord } from '../api/types';

export type Open =
    | { what: 'all' }
    /** To choose an act of the record on screen. */
    | { what: 'acts' }
    /** To choose whom to assign that record to. */
    | { what: 'assign'; record: DeskRecord }
    | { what: 'sheet' };

class Palette {
    open = $state.raw<Open | null>(null);

    show(open: Open): void {
        this.open = open;
    }

    /** Closes that one: a browser tells of a closed dialog late, when the next may be open already. */
    close(which: Open | null = this.open): void {
        if (this.open === which) {
            this.open = null;
        }
    }
}

export const palette = new Palette();

const kept_max = 8;

/** What this person used last in the palette, the latest first. */
export function read_used(person: string): string[] {
    try {
        const found: unknown = JSON.parse(localStorage.getItem(slot(person)) ?? '[]');
        return Array.isArray(found) ? found.filter((each) => typeof each === 'string').slice(0, kept_max) : [];
    } catch {
        return [];
    }
}

export function remember_used(person: string, id: string): void {
    const ids = [id, ...read_used(person).filter((each) => each !== id)].slice(0, kept_max);
    try {
        localStorage.setItem(slot(person), JSON.stringify(ids));
    } catch {
        // Only a convenience.
    }
}

export function forget_used(person: string): void {
    try {
        localStorage.removeItem(slot(person));
    } catch {
        // Nothing was kept then.
    }
}

function slot(person: string): string {
    return `reeve.used.${person}`;
}
