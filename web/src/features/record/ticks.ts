// Ticking a step of a checklist as an act with a form of its own: with a comment, or with documents.

import type { DeskRecord, RecordAct } from '../../api/types';
import { say } from '../../words';

export interface StepName {
    checklist: string;
    step: string;
}

export type Step = NonNullable<DeskRecord['checklists']>[number]['steps'][number];

/** The built-in act, of one step. */
export type TickAct = RecordAct & { of: StepName };

export function is_tick(act: RecordAct): act is TickAct {
    return 'of' in act;
}

/** Whether anything can come along with the tick: where it lacks no more than a document, one may. */
export function takes_more({ done, allowed, lacks_documents }: Step): boolean {
    return !done && (allowed || lacks_documents === true);
}

export function tick_act(checklist: string, { name, title, why_not }: Step): TickAct {
    const needs = why_not === null ? [] : [{ what: 'document', why: why_not, type: 'document', met: false }];
    return { name: 'tick', title: say('checklist.tick', { step: title }), needs, allowed: true, why_not: null, of: { checklist, step: name } };
}

/** Where what is typed for that step is kept, beside other drafts of the record. */
export function tick_slot({ checklist, step }: StepName): string {
    return `act.tick_${checklist}_${step}`;
}
