// Who had the record how long, read from the hand-overs in its timeline.

import type { DeskRecord, TimelineEntry } from '../../api/types';

export interface Stretch {
    /** As the timeline has it: a party, a holder, or a role's name. */
    holder: unknown;
    from_ms: number;
    to_ms: number;
    /** The holder of now. */
    current: boolean;
}

const holder_fields = ['holder', 'holder.role', 'role'];

/** The stretches in order; the last one runs to `now_ms`. Empty when the timeline tells of none. */
export function custody_of(record: DeskRecord, entries: readonly TimelineEntry[], now_ms: number): Stretch[] {
    const starts = entries
        .flatMap((entry) =>
            (entry.changes ?? [])
                .filter((change) => holder_fields.includes(change.field) && change.to != null)
                .map((change) => ({ holder: change.to, at_ms: Date.parse(entry.occurred_at) })),
        )
        .toSorted((a, b) => a.at_ms - b.at_ms);
    const stretches = starts.map(({ holder, at_ms }, at) => ({
        holder,
        from_ms: at_ms,
        to_ms: starts[at + 1]?.at_ms ?? now_ms,
        current: at === starts.length - 1,
    }));
    if (stretches.length > 0 || record.holder === null) {
        return stretches;
    }
    return [{ holder: record.holder, from_ms: Date.parse(record.holder.since), to_ms: now_ms, current: true }];
}

/** A share for drawing: never so small that a short stretch could not be seen. */
export function share(stretch: Stretch, all: readonly Stretch[]): number {
    const total = all.reduce((sum, each) => sum + (each.to_ms - each.from_ms), 0);
    const least = 1 / (all.length * 3);
    return total <= 0 ? 1 / all.length : Math.max(least, (stretch.to_ms - stretch.from_ms) / total);
}
