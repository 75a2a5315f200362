// The lifecycle of a type as boxes and ways with their words, each line with its size: what the layout lays out.

import type { RecordType } from '../../api/types';
import { say } from '../../words';
import { plain_name, title_of } from '../../words/titles';
import { type Drawn, laid_out, type Line, type LineKind, type Sized, type Way, wrapped } from './layout';
import { step_marks } from './process_words';
import { steps_of, type Step } from './steps';

export interface Place extends Sized {
    kind: 'start' | 'state';
    end: boolean;
    waiting: boolean;
    now: boolean;
}
export interface Drawing extends Way {
    step: Step;
}

/** How wide the text is, in pixels, as a line of that kind is drawn. */
export type Measure = (text: string, kind: LineKind) => number;

const line_height: Record<LineKind, number> = { title: 19, mark: 16, now: 17, step: 17 };
const node_line_max = 26;
const label_line_max = 22;
const start = '.start';

/** `present` is the state of the record that is looked at. */
export function drawing_of(type: RecordType, present: string | null, measure: Measure): Drawn<Place, Drawing> {
    const line = (text: string, kind: LineKind, step?: string): Line => ({
        text,
        kind,
        width: measure(text, kind),
        height: line_height[kind],
        ...(step === undefined ? {} : { step }),
    });
    const lines = (text: string, kind: LineKind, most: number, step?: string) =>
        wrapped(text, most).map((each) => line(each, kind, step));
    const steps = steps_of(type);

    const states: Place[] = type.diagram.nodes.map((state) => {
        const staying = steps.filter((step) => step.stays && step.from === state.name);
        return {
            id: state.name,
            kind: 'state',
            end: state.end,
            waiting: state.waiting !== undefined,
            now: state.name === present,
            lines: [
                ...lines(title_of(state), 'title', node_line_max),
                ...(state.name === present ? [line(say('process.now'), 'now')] : []),
                ...(state.waiting ? [line(say('process.waits_for', { whom: plain_name(state.waiting).toLowerCase() }), 'mark')] : []),
                ...(state.end ? [line(say('process.end'), 'mark')] : []),
                ...staying.flatMap((step) => lines(stay_words(step, type), 'step', node_line_max + 6, step.id)),
            ],
        };
    });
    const begins = steps.some((step) => step.from === null);
    const beginning: Place = { id: start, kind: 'start', end: false, waiting: false, now: false, lines: [] };
    const ways: Drawing[] = steps
        .filter((step) => !step.stays)
        .map((step) => ({
            id: step.id,
            from: step.from ?? start,
            to: step.to,
            step,
            lines: [
                ...lines(title_of(step.act), 'title', label_line_max, step.id),
                ...step_marks(step, type).flatMap((mark) => lines(mark, 'mark', label_line_max + 4, step.id)),
            ],
        }));
    return laid_out(begins ? [beginning, ...states] : states, ways);
}

function stay_words(step: Step, type: RecordType): string {
    const marks = step_marks(step, type);
    return ['↻', title_of(step.act), ...(marks.length > 0 ? [`(${marks.join(', ')})`] : [])].join(' ');
}
