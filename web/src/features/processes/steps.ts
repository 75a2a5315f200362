// What can be done with a record of a type, one step for each act and state that it leads out of: what the diagram
// draws and what the list beside it says.

import type { ProcessAct, ProcessState, RecordType } from '../../api/types';
import { say } from '../../words';
import { title_of } from '../../words/titles';

export interface Step {
    /** Unique in its type. */
    id: string;
    act: ProcessAct;
    /** null: the step begins a record. */
    from: string | null;
    to: string;
    /** The state stays, so it is drawn in the state and not as a way. */
    stays: boolean;
    /** Nobody but the desk takes it. */
    by_desk: boolean;
    /** The clocks at whose end the desk takes it. */
    at_end_of: string[];
}

/** The steps out of one state; `state` is null for those that begin a record. */
export interface StepsFrom {
    state: ProcessState | null;
    steps: Step[];
}

export function steps_of(type: RecordType): Step[] {
    const acts = new Map(type.acts.map((act) => [act.name, act]));
    const by_acts = type.diagram.edges.flatMap((edge) => {
        const act = acts.get(edge.act);
        if (act === undefined) {
            return [];
        }
        const at_end_of = type.clocks.filter((clock) => clock.breach === edge.act).map((clock) => clock.name);
        const from = edge.from.length === 0 ? [null] : leaves_of(type, edge.from);
        return from.map((state) => {
            const to = edge.to ?? state ?? '';
            return { id: step_id(edge.act, state), act, from: state, to, stays: state === to, by_desk: edge.by_desk, at_end_of };
        });
    });
    return [...by_acts, ...puttings_aside(type)];
}

/** The ways on which the desk takes records that nothing asks for any longer: no act of the type leads there. */
function puttings_aside(type: RecordType): Step[] {
    return (type.put_aside ?? []).flatMap(({ to, from, by }, at) => {
        const act: ProcessAct = {
            name: at === 0 ? 'put_aside' : `put_aside ${to}`,
            title: say('process.put_aside', { types: by.map(title_of).join(', ') }),
            from,
            to,
            by: ['desk'],
            form: [],
            needs: [],
            effects: [],
            creates: false,
            hand_over: false,
            comment: 'internal',
        };
        return leaves_of(type, from).map((state) => ({
            id: step_id(act.name, state),
            act,
            from: state,
            to,
            stays: false,
            by_desk: true,
            at_end_of: [],
        }));
    });
}

/** The states of these names, and those within them, in the order of the type. */
function leaves_of(type: RecordType, names: string[]): string[] {
    const around = new Map([...type.states, ...(type.wholes ?? [])].map((state) => [state.name, state.within]));
    const wanted = new Set(names);
    const is_wanted = (name: string | undefined): boolean => name !== undefined && (wanted.has(name) || is_wanted(around.get(name)));
    return type.states.map((state) => state.name).filter(is_wanted);
}

/** In the order of the states, each with at least one step. */
export function grouped_steps(type: RecordType): StepsFrom[] {
    const steps = steps_of(type);
    return [null, ...type.states]
        .map((state) => ({ state, steps: steps.filter((step) => step.from === (state?.name ?? null)) }))
        .filter((group) => group.steps.length > 0);
}

export function step_id(act: string, from: string | null): string {
    return `${from ?? ''}.${act}`;
}
