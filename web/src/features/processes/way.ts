// The way that a record went through its lifecycle, as its timeline tells it.

import type { TimelineEntry } from '../../api/types';
import { step_id, type Step } from './steps';

/** How often each step was taken, by its id. A reader who is not told of an act misses it here too. */
export function way_gone(entries: readonly TimelineEntry[], steps: readonly Step[]): Map<string, number> {
    const known = new Set(steps.map((step) => step.id));
    const taken = new Map<string, number>();
    let state: string | null = null;
    for (const entry of [...entries].sort((one, other) => one.seq - other.seq)) {
        const change = entry.changes?.find((each) => each.what === 'state');
        if (entry.act !== undefined) {
            const id = step_id(entry.act, state);
            if (known.has(id)) {
                taken.set(id, (taken.get(id) ?? 0) + 1);
            }
        }
        state = change?.value ?? state;
    }
    return taken;
}
