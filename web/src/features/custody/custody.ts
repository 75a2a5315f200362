// Who had the record how long.

import type { DeskRecord, Holder, Leg } from '../../api/types';

export interface Stretch {
    holder: Holder;
    from_ms: number;
    to_ms: number;
    /** The holder of now. */
    current: boolean;
}

/** The stretches in order; the open one runs to `now_ms`. A record without its legs shows the present one only. */
export function custody_of(record: Pick<DeskRecord, 'legs' | 'holder'>, now_ms: number): Stretch[] {
    if (record.legs && record.legs.length > 0) {
        return record.legs.map((leg) => ({
            holder: holder_of(leg),
            from_ms: Date.parse(leg.from),
            to_ms: leg.to === null ? now_ms : Date.parse(leg.to),
            current: leg.to === null,
        }));
    }
    const { holder } = record;
    return holder ? [{ holder, from_ms: Date.parse(holder.since), to_ms: now_ms, current: true }] : [];
}

function holder_of({ role, team, person, organisation, from, leg }: Leg): Holder {
    return { role, team, person, organisation, since: from, leg };
}

/** A share for drawing: never so small that a short stretch could not be seen. */
export function share(stretch: Stretch, all: readonly Stretch[]): number {
    const total = all.reduce((sum, each) => sum + (each.to_ms - each.from_ms), 0);
    const least = 1 / (all.length * 3);
    return total <= 0 ? 1 / all.length : Math.max(least, (stretch.to_ms - stretch.from_ms) / total);
}
