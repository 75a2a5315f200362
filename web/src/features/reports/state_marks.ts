// How states are drawn in a chart: by what they are to the process, and those of one kind in steps.

import type { FlowMonth, RecordType } from '../../api/types';
import { state_title } from '../processes/definitions';

/** What is to do, what waits for somebody, what is done, what is over. */
export type StateKind = 'open' | 'waiting' | 'done' | 'end';

export interface StateMark {
    state: string;
    title: string;
    kind: StateKind;
    /** 0 is the fullest of its kind. */
    step: number;
}

const steps_max = 3;

/** The states that occur in these months, in the order of the process; those that it does not know stand last. */
export function state_marks(months: readonly FlowMonth[], type: RecordType | null): StateMark[] {
    const names = [...new Set(months.flatMap((month) => month.states.map(({ state }) => state)))];
    const place = (name: string) => {
        const at = type?.states.findIndex((state) => state.name === name) ?? -1;
        return at < 0 ? Number.MAX_SAFE_INTEGER : at;
    };
    const taken = new Map<StateKind, number>();
    return names
        .toSorted((one, other) => place(one) - place(other))
        .map((state) => {
            const kind = kind_of(state, type);
            const step = taken.get(kind) ?? 0;
            taken.set(kind, step + 1);
            return { state, title: state_title(type, state), kind, step: Math.min(step, steps_max - 1) };
        });
}

function kind_of(name: string, type: RecordType | null): StateKind {
    const state = type?.states.find((each) => each.name === name);
    if (state === undefined || state.end === true) {
        return 'end';
    }
    if (state.open !== true) {
        return 'done';
    }
    return state.waiting ? 'waiting' : 'open';
}
