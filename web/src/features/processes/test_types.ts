// For tests alone: types of a process, small and large.

import type { ProcessAct, RecordType } from '../../api/types';

type State = { name: string; end?: boolean; waiting?: 'reporter'; within?: string };
export type TestAct = Partial<Omit<ProcessAct, 'from'>> & { name: string; from?: string[] };

/** A type of those states and acts, its diagram as the desk draws it. The first state is where it starts. */
export function type_with(states: State[], acts: TestAct[], more: Partial<RecordType> = {}): RecordType {
    const known = states.map((state, at) => ({ title: '', open: true, end: false, start: at === 0, ...state }));
    const whole = acts.map((act) => ({
        title: act.name,
        by: ['holder'],
        needs: [],
        effects: [],
        creates: act.from === undefined,
        hand_over: false,
        from: [],
        to: null,
        ...act,
    }));
    const edges = whole.map((act) => ({
        act: act.name,
        title: act.title,
        from: act.from,
        to: act.to ?? (act.creates ? (known[0]?.name ?? '') : null),
        automatic: act.automatic !== undefined,
        by_desk: act.by.every((who) => who === 'desk'),
        hand_over: act.hand_over,
    }));
    const type = {
        name: 'thing',
        title: 'Thing',
        holders: ['first_line', 'second_line'],
        fields: [],
        states: known,
        acts: whole,
        clocks: [],
        links: [],
        rules: [],
        decided_by: [],
        diagram: { nodes: known, edges },
        ...more,
    };
    return type as unknown as RecordType;
}

/** New, in work, waiting, done: with a loop, a hand-over, and what the desk does. */
export const small = type_with(
    [{ name: 'new' }, { name: 'work' }, { name: 'wait', waiting: 'reporter' }, { name: 'done', end: true }],
    [
        { name: 'log', by: ['caller'], to: 'new' },
        { name: 'begin', from: ['new'], to: 'work' },
        { name: 'note', from: ['new', 'work'], by: ['second_line'] },
        { name: 'ask', from: ['work'], to: 'wait' },
        { name: 'answer', from: ['wait'], to: 'work', by: ['caller', 'holder'] },
        { name: 'lapse', from: ['wait'], to: 'done', by: ['desk'], automatic: { after: '14d' } },
        { name: 'refer', from: ['new', 'work'], to: 'new', by: ['desk'], hand_over: true },
        { name: 'finish', from: ['work'], to: 'done', automatic: { after: '1wd4h' } },
    ],
    { clocks: [{ name: 'solve', title: 'Solve', starts: 'once', stops: [], pauses: [], calendar: 'always', breach: 'refer' }] },
);

/** Forty states in eight ranks, with ways ahead, to the side and back. */
export function large(): RecordType {
    const states = Array.from({ length: 40 }, (_, at) => ({ name: `state_${at}`, end: at > 36 }));
    const acts: TestAct[] = [{ name: 'log', by: ['caller'], to: 'state_0' }];
    for (let at = 0; at < 37; at += 1) {
        acts.push({ name: `ahead_${at}`, title: `Go on from the state with number ${at}`, from: [`state_${at}`], to: `state_${at + 1}` });
        if (at % 3 === 0) {
            acts.push({ name: `leap_${at}`, from: [`state_${at}`], to: `state_${Math.min(39, at + 5)}`, by: ['desk'] });
        }
        if (at % 7 === 6) {
            acts.push({ name: `back_${at}`, from: [`state_${at}`], to: `state_${at - 6}`, hand_over: true });
        }
    }
    return type_with(states, acts);
}
