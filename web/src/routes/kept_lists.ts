// The lists that this person left for a record: coming back to one shows it as it was left. In memory only.

import type { ShownRow } from '../features/queue/rows';

export interface KeptList {
    rows: readonly ShownRow[];
    next: string | null;
    count: { count: number; more: boolean } | null;
    /** The first row in sight, and how far below the window's upper edge it stood, in px. */
    first: { number: string; top: number } | null;
    /** The row that had the focus. */
    focused: string | null;
}

const kept_max = 8;
const kept = new Map<string, KeptList>();

export function keep_list(place: string, list: KeptList): void {
    kept.delete(place);
    kept.set(place, list);
    const oldest = kept.keys().next().value;
    if (kept.size > kept_max && oldest !== undefined) {
        kept.delete(oldest);
    }
}

export function kept_list(place: string): KeptList | null {
    return kept.get(place) ?? null;
}

/** Nothing of one person's lists is left to the next. */
export function forget_lists(): void {
    kept.clear();
}
