// What a clock has counted is told for the newest stretches, behind one that sums up the older ones: those are asked for page by page.

import type { Clock, ClockStretch, Page } from '../../api/types';

/** What a clock has counted before an instant, the newest first. */
export type AskOlder = (clock: Clock, before: string) => Promise<Page<ClockStretch>>;

/** Until when what a sum stands for lies, where that can be asked for; null: every stretch is told. */
export function summed_until([first]: readonly ClockStretch[]): string | null {
    return first?.sum_s === undefined ? null : first.to;
}

/** With a page of what the sum stood for, the newest first; the sum that is left, if any, stands for the rest. */
export function with_older([sum, ...told]: readonly ClockStretch[], { items, next }: Page<ClockStretch>): ClockStretch[] {
    const older = items.toReversed();
    if (sum === undefined || next === null) {
        return [...older, ...told];
    }
    const seconds = older.reduce((all, { from, to, counted }) => (counted ? all + (Date.parse(to) - Date.parse(from)) / 1000 : all), 0);
    const left = Math.max(0, Math.round((sum.sum_s ?? 0) - seconds));
    return [{ ...sum, to: next, sum_s: left, counted: left > 0 }, ...older, ...told];
}
