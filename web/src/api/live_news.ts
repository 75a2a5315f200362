// What the desk tells of as it happens, and how the page takes it.

/** A record changed. It says no more than that: what is in it is asked for, with the rights of now. */
export interface RecordNews {
    number: string;
    version: number;
    /** No longer hers to see. */
    removed: boolean;
}

/** Somebody has the record open too. */
export interface PresenceNews {
    number: string;
    people: { id: string; display: string; state: string }[];
}

/** `live`: told at once; `polling`: asked for now and then; `offline`: the desk does not answer. */
export type LiveState = 'starting' | 'live' | 'polling' | 'offline';

/** One piece of news, as it goes from the tab that listens to all others. */
export type News =
    | { kind: 'records'; changes: RecordNews[]; position: string | null }
    /** What was told no longer joins on to what comes: whatever is shown is to be asked for again. */
    | { kind: 'reset'; position: string | null }
    | { kind: 'presence'; presence: PresenceNews }
    | { kind: 'state'; state: LiveState }
    | { kind: 'signed_out' };

/** The record news in some JSON of the desk's; null where it is none. */
export function record_news(found: unknown): RecordNews | null {
    const { number, version, removed } = (found ?? {}) as Record<string, unknown>;
    if (typeof number !== 'string') {
        return null;
    }
    return { number, version: typeof version === 'number' ? version : 0, removed: removed === true };
}

export function presence_news(found: unknown): PresenceNews | null {
    const { number, people } = (found ?? {}) as Record<string, unknown>;
    const is_whole = typeof number === 'string' && Array.isArray(people);
    return is_whole ? { number, people: people as PresenceNews['people'] } : null;
}

/** Each record once, with its newest version; the order of their last news. */
export function newest_of(changes: readonly RecordNews[]): RecordNews[] {
    const newest = new Map<string, RecordNews>();
    for (const change of changes) {
        const before = newest.get(change.number);
        newest.delete(change.number);
        newest.set(change.number, before && before.version > change.version ? before : change);
    }
    return [...newest.values()];
}
