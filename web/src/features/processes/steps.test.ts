import { describe, expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { RecordType, TimelineEntry } from '../../api/types';
import { step_marks } from './process_words';
import { grouped_steps, steps_of } from './steps';
import { small, type_with } from './test_types';
import { way_gone } from './way';

describe('steps', () => {
    it('are one for each act and state that it leads out of, in the order of the states', () => {
        const told = grouped_steps(small).map(({ state, steps }) => [state?.name ?? null, ...steps.map((step) => `${step.act.name}→${step.to}`)]);
        expect(told).toEqual([
            [null, 'log→new'],
            ['new', 'begin→work', 'note→new', 'refer→new'],
            ['work', 'note→work', 'ask→wait', 'refer→new', 'finish→done'],
            ['wait', 'answer→work', 'lapse→done'],
        ]);
    });

    it('lead out of all states within one, where the edge names that one alone', () => {
        const within = type_with(
            [{ name: 'new', within: 'busy' }, { name: 'work', within: 'deep' }, { name: 'done', end: true }],
            [{ name: 'stop', from: ['busy'], to: 'done' }, { name: 'note', from: ['done', 'deep'] }],
            { wholes: [{ name: 'busy' }, { name: 'deep', within: 'busy' }] as NonNullable<RecordType['wholes']> },
        );
        expect(steps_of(within).map((step) => `${step.id}→${step.to}`)).toEqual(['new.stop→done', 'work.stop→done', 'work.note→work', 'done.note→done']);
    });

    it('lead out of what is open to where a record ends that is no longer asked for', () => {
        const states = [{ name: 'owed' }, { name: 'made', end: true }, { name: 'not_owed', end: true }];
        const put_aside = [{ to: 'not_owed', from: ['owed'], by: [{ name: 'job', title: 'Job' }] }];
        const [step] = steps_of(type_with(states, [], { put_aside }));
        expect([step?.id, step?.to, step?.by_desk, step?.act.title]).toEqual(['owed.put_aside', 'not_owed', true, 'No longer asked for by Job']);
    });

    it('say where the state stays', () => {
        expect(steps_of(small).filter((step) => step.stays).map((step) => step.id)).toEqual(['new.note', 'work.note', 'new.refer']);
    });

    it('say what the desk does by itself, and when', () => {
        const marks = (id: string) => {
            const step = steps_of(small).find((each) => each.id === id);
            return step ? step_marks(step, small) : null;
        };
        expect(marks('wait.lapse')).toEqual(['the desk, after 14 days']);
        expect(marks('work.refer')).toEqual(['the desk, when “Solve” runs out', 'hands over to']);
        expect(marks('work.finish')).toEqual(['or the desk, after 1 working day 4 h']);
        expect(marks('work.ask')).toEqual([]);
    });
});

describe('the way of a record', () => {
    const entry = (seq: number, act: string, state?: string) =>
        part_of<TimelineEntry>({ seq, act, changes: state === undefined ? [] : [{ what: 'state', value: state }] });

    it('counts each step as often as it was taken, from the state in which it was taken', () => {
        const entries = [
            entry(2, 'begin', 'work'),
            entry(1, 'log', 'new'),
            entry(3, 'note'),
            entry(4, 'ask', 'wait'),
            entry(5, 'answer', 'work'),
            entry(6, 'ask', 'wait'),
        ];
        expect(Object.fromEntries(way_gone(entries, steps_of(small)))).toEqual({
            '.log': 1,
            'new.begin': 1,
            'work.note': 1,
            'work.ask': 2,
            'wait.answer': 1,
        });
    });

    it('passes over what every process has, and over what has since gone', () => {
        const entries = [entry(1, 'log', 'new'), entry(2, 'assign'), entry(3, 'no_longer_there', 'work'), entry(4, 'ask', 'wait')];
        expect([...way_gone(entries, steps_of(small)).keys()]).toEqual(['.log', 'work.ask']);
    });
});
