// Where a record can go from here.

import type { RecordAct, RecordType } from '../../api/types';
import { say } from '../../words';
import { title_of } from '../../words/titles';

export interface Move {
    state: { name: string; title?: string };
    /** It is there now. */
    now: boolean;
    /** The act that leads there now; null where none is allowed. */
    act: RecordAct | null;
    /** Of a state that an act leads to, though not now; null where nothing is to be said. */
    why_not: string | null;
}

/** Every state of the type, in the process's order; the present one alone where the type is not known. */
export function moves_of(type: RecordType | null, acts: readonly RecordAct[], current: string): Move[] {
    const known: Move['state'][] = type?.states.some((state) => state.name === current) ? type.states : [{ name: current }];
    return known.map((state) => {
        const leading = acts.filter((act) => leads_to(type, act, state.name));
        const now = state.name === current;
        const act = now ? null : (leading.find((each) => each.allowed) ?? null);
        const held_back = now || act !== null ? undefined : leading[0];
        return { state, now, act, why_not: held_back ? why_not(held_back) : null };
    });
}

function why_not(act: RecordAct): string {
    return say('record.move_not', { act: title_of(act), why: act.why_not || say('acts.no_reason') });
}

function leads_to(type: RecordType | null, act: RecordAct, state: string): boolean {
    return type?.acts.some((known) => known.name === act.name && known.to === state) ?? false;
}
