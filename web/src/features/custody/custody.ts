// Who had the record how long, and when its next move was somebody else's.

import type { DeskRecord, Holder, Leg, ProcessState, TimelineEntry } from '../../api/types';

export interface Stretch {
    holder: Holder;
    from_ms: number;
    to_ms: number;
    /** The holder of now. */
    current: boolean;
    /** For whom the record waited then; null while its holder worked on it. */
    waiting: string | null;
    /** Of which leg, where that is told, and whether it begins it. */
    leg: Leg | null;
    begins: boolean;
}

export interface Wait {
    from_ms: number;
    /** Null: it waits still. */
    to_ms: number | null;
    party: string;
}

/** When the record waited, as its entries tell of its states; oldest first. */
export function waits_of(entries: readonly TimelineEntry[], states: readonly ProcessState[]): Wait[] {
    const waits: Wait[] = [];
    for (const entry of entries) {
        const entered = entry.changes?.findLast((change) => change.what === 'state')?.value;
        if (entered === undefined) {
            continue;
        }
        const at_ms = Date.parse(entry.occurred_at);
        const last = waits.at(-1);
        if (last?.to_ms === null) {
            last.to_ms = at_ms;
        }
        const party = states.find((state) => state.name === entered)?.waiting;
        if (party) {
            waits.push({ from_ms: at_ms, to_ms: null, party });
        }
    }
    return waits;
}

/** Who in person had it, in order; the open stretch runs to `now_ms`. A record without its legs shows the present one only. */
export function custody_of(
    record: Pick<DeskRecord, 'legs' | 'holder'>,
    now_ms: number,
    waits: readonly Wait[] = [],
): Stretch[] {
    return held(record, now_ms).flatMap((stretch) => split(stretch, waits, now_ms));
}

function held({ legs, holder }: Pick<DeskRecord, 'legs' | 'holder'>, now_ms: number): Stretch[] {
    if (legs && legs.length > 0) {
        return legs.flatMap((leg) =>
            leg.assigned.map(({ person, from, to }, at) => ({
                holder: { ...holder_of(leg), person, since: from },
                from_ms: Date.parse(from),
                to_ms: to === null ? now_ms : Date.parse(to),
                current: to === null,
                waiting: null,
                leg,
                begins: at === 0,
            })),
        );
    }
    const since = holder ? Date.parse(holder.since) : now_ms;
    return holder
        ? [{ holder, from_ms: since, to_ms: now_ms, current: true, waiting: null, leg: null, begins: true }]
        : [];
}

function holder_of({ role, team, organisation, from, leg }: Leg): Omit<Holder, 'person'> {
    return { role, team, organisation, since: from, leg };
}

/** Cuts a holder's time where the record waited. Only its last part is the present one. */
function split(stretch: Stretch, waits: readonly Wait[], now_ms: number): Stretch[] {
    const parts: Stretch[] = [];
    let from_ms = stretch.from_ms;
    const add = (to_ms: number, waiting: string | null) => {
        if (to_ms > from_ms) {
            parts.push({ ...stretch, from_ms, to_ms, waiting, current: false });
            from_ms = to_ms;
        }
    };
    for (const wait of waits) {
        add(Math.min(wait.from_ms, stretch.to_ms), null);
        if (wait.from_ms < stretch.to_ms) {
            add(Math.min(wait.to_ms ?? now_ms, stretch.to_ms), wait.party);
        }
    }
    add(stretch.to_ms, null);
    const last = parts.at(-1);
    if (last === undefined) {
        return [stretch];
    }
    last.current = stretch.current;
    return parts;
}

/** A share for drawing: never so small that a short stretch could not be seen. */
export function share(stretch: Stretch, all: readonly Stretch[]): number {
    const total = all.reduce((sum, each) => sum + (each.to_ms - each.from_ms), 0);
    const least = 1 / (all.length * 3);
    return total <= 0 ? 1 / all.length : Math.max(least, (stretch.to_ms - stretch.from_ms) / total);
}
