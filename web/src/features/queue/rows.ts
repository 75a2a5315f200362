// The rows of a list that stays as it was sorted while others work on.

import type { Row } from '../../api/types';

/** `changed`: since the list was sorted. `gone`: out of this reader's sight since then. */
export type Mark = 'changed' | 'gone' | null;

export interface ShownRow {
    record: Row;
    mark: Mark;
}

export interface Told {
    number: string;
    version: number;
    removed?: boolean;
    /** This reader's own doing: shown, and no news to her. */
    own?: boolean;
}

export function fresh_rows(records: readonly Row[]): ShownRow[] {
    return records.map((record) => ({ record, mark: null }));
}

/** Adds a further page. A record that moved in the meantime stays where it was first seen. */
export function with_page(rows: readonly ShownRow[], records: readonly Row[]): ShownRow[] {
    const shown = new Set(rows.map((row) => row.record.number));
    return [...rows, ...fresh_rows(records.filter((record) => !shown.has(record.number)))];
}

/** What of the news is about rows that show something older, and what is about records not in the list. */
export function sort_news(rows: readonly ShownRow[], told: readonly Told[]): { stale: string[]; gone: string[]; other: string[] } {
    const shown = new Map(rows.map((row) => [row.record.number, row.record.version]));
    const stale: string[] = [];
    const gone: string[] = [];
    const other: string[] = [];
    for (const { number, version, removed } of told) {
        const seen = shown.get(number);
        if (seen === undefined) {
            if (!removed) {
                other.push(number);
            }
        } else if (removed) {
            gone.push(number);
        } else if (version > seen) {
            stale.push(number);
        }
    }
    return { stale, gone, other };
}

/**
 * Each row with its record as it is now, in its old place; one asked for that did not come is gone. Those of `own` the
 * reader changed herself: they get no mark.
 */
export function with_news(
    rows: readonly ShownRow[],
    asked: readonly string[],
    found: readonly Row[],
    own: ReadonlySet<string> = new Set(),
): ShownRow[] {
    const now = new Map(found.map((record) => [record.number, record]));
    return rows.map((row) => {
        const { number, version } = row.record;
        const record = now.get(number);
        if (record !== undefined) {
            const is_news = record.version > version && !own.has(number);
            return { record, mark: is_news || row.mark === 'gone' ? 'changed' : row.mark };
        }
        return asked.includes(number) ? { ...row, mark: 'gone' } : row;
    });
}

export function marked(rows: readonly ShownRow[]): number {
    return rows.filter((row) => row.mark !== null).length;
}
