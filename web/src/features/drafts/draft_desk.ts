// What a draft is, and what is asked of the desk for it.

export interface DraftName {
    /** A record's number, or `new`. */
    number: string;
    slot: string;
}

export interface DraftContent {
    text: string;
    values: Record<string, unknown>;
}

/** A draft as the desk keeps it. */
export interface DeskDraft {
    text?: string | null;
    values?: Record<string, unknown> | null;
    /** The device that it was typed on, in words. */
    device: string;
    saved: string;
    version: number;
}

export interface DraftDesk {
    /** Null when the desk keeps none. */
    read: (name: DraftName) => Promise<DeskDraft | null>;
    /**
     * Keeps it over the version that was seen (null: none). `other` is what lies there instead, since another device
     * was quicker; null: nothing does.
     */
    put: (
        name: DraftName,
        content: DraftContent,
        seen: number | null,
    ) => Promise<{ kept: DeskDraft } | { other: DeskDraft | null }>;
    /** Discards the version that was seen; another that lies there stays, and is the answer. */
    drop: (name: DraftName, seen: number) => Promise<DeskDraft | null>;
}

export function content_of(draft: DeskDraft): DraftContent {
    return { text: draft.text ?? '', values: draft.values ?? {} };
}

export function no_content(): DraftContent {
    return { text: '', values: {} };
}

export function is_empty(content: DraftContent): boolean {
    return content.text === '' && Object.keys(content.values).length === 0;
}

export function is_same_content(one: DraftContent, other: DraftContent): boolean {
    return one.text === other.text && ordered(one.values) === ordered(other.values);
}

/** JSON with its members in one order, however the values came by. */
function ordered(value: unknown): string {
    return JSON.stringify(value, (_, part: unknown) =>
        part !== null && typeof part === 'object' && !Array.isArray(part)
            ? Object.fromEntries(Object.entries(part).toSorted(([a], [b]) => (a < b ? -1 : 1)))
            : part,
    );
}
