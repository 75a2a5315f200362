// The form that an act opens, made from what the record and its process say of it.

import type { Field, FieldValue, Need, RecordAct, RecordType, SentValue } from '../../api/types';
import { is_word, say } from '../../words';
import { title_among, title_of } from '../../words/titles';
import { field_of } from '../processes/definitions';
import { is_tick } from '../record/ticks';
import { type RawValues, is_empty, raw_of, value_of } from '../form/values';
import { type FormProblems, no_problems } from '../form/problems';

/** Acts of the desk itself that have a place of their own on the page, or none yet. */
const placed_elsewhere = ['comment', 'link', 'vote', 'log_time', 'strike_time'];
/** Acts of the desk itself that ask nothing, and that another act undoes. */
const done_at_once = ['take', 'watch'];

export interface ActForm {
    fields: Field[];
    takes_comment: boolean;
    /** The need that a comment would meet; null where a comment is free to give. */
    comment_need: Need | null;
    /** Needs that no input of this form can meet. */
    other_needs: Need[];
}

export function listed_acts(acts: readonly RecordAct[]): RecordAct[] {
    return acts.filter((act) => !placed_elsewhere.includes(act.name));
}

export function act_title(act: RecordAct): string {
    const word = `acts.${act.name}`;
    return is_built_in(act) && is_word(word) ? say(word) : title_of(act);
}

/** Why acts are not possible, each reason once with the acts that it holds back. */
export function by_reason(acts: readonly RecordAct[]): { reason: string; titles: string[] }[] {
    const found = new Map<string, string[]>();
    for (const act of acts) {
        if (!act.allowed) {
            const reason = act.why_not || say('acts.no_reason');
            found.set(reason, [...(found.get(reason) ?? []), act_title(act)]);
        }
    }
    return [...found].map(([reason, titles]) => ({ reason, titles }));
}

export function asks_nothing(act: RecordAct): boolean {
    return is_built_in(act) && done_at_once.includes(act.name);
}

/** The process makes an act's form; what comes without one is the desk's own. */
export function is_built_in(act: RecordAct): boolean {
    return act.form === undefined;
}

/** Of what kind the document is to be that the act needs; a step of a checklist tells only that one is lacking. */
function kind_of({ what }: Need, act: RecordAct, type: RecordType | null): string | undefined {
    if (is_tick(act)) {
        const { checklist, step } = act.of;
        const steps = type?.checklists.find(({ name }) => name === checklist)?.steps ?? [];
        const asked = steps.find(({ name }) => name === step)?.needs.filter((need) => need.what === 'document') ?? [];
        return new Set(asked.map(({ document }) => document)).size === 1 ? asked[0]?.document : undefined;
    }
    return type?.acts.find(({ name }) => name === act.name)?.needs.find(({ name }) => name === what)?.document;
}

/** The same as people know it; null where it may be any, or the act needs something else. */
export function kind_words(need: Need, act: RecordAct, type: RecordType | null): string | null {
    const kind = kind_of(need, act, type);
    return kind === undefined ? null : title_among(type?.documents, kind);
}

/** The kind of document that the act still asks for, where that is one. */
export function wanted_kind(act: RecordAct, type: RecordType | null): string | undefined {
    const open = act.needs.flatMap((need) => (need.met ? [] : (kind_of(need, act, type) ?? [])));
    return open.length === 1 ? open[0] : undefined;
}

export function act_form(act: RecordAct, type: RecordType | null): ActForm {
    const fields = form_fields(act, type).map((field) => wanted(field, act.needs));
    const names = fields.map((field) => field.name);
    const others = act.needs.filter((need) => !is_comment(need) && !names.includes(need.field ?? need.what));
    const takes_comment = !(is_built_in(act) && act.name === 'edit');
    const comment_need = act.needs.find(is_comment) ?? null;
    return { fields, takes_comment, comment_need, other_needs: others };
}

function form_fields(act: RecordAct, type: RecordType | null): Field[] {
    if (act.form) {
        return act.form.map((field) => completed(field, type)).filter((field) => field.computed !== true);
    }
    switch (act.name) {
        case 'edit':
            return [
                { name: 'title', type: 'text', title: say('acts.edit_title'), required: true },
                { name: 'description', type: 'text', long: true, title: say('acts.edit_description') },
                ...(type?.fields.filter((field) => field.computed !== true) ?? []),
            ];
        case 'assign':
            return [{ name: 'person', type: 'person', title: say('acts.assign_person'), required: true }];
        default:
            return [];
    }
}

/** What the act's form leaves out, such as the choices, the type's own field may say. */
function completed(field: Field, type: RecordType | null): Field {
    return { ...field_of(type, field.name), ...field };
}

function wanted(field: Field, needs: readonly Need[]): Field {
    const needed = needs.some((need) => (need.field ?? need.what) === field.name && !need.met);
    return needed ? { ...field, required: true } : field;
}

function is_comment(need: Need): boolean {
    return need.what === 'comment';
}

export type CommentAudience = 'public' | 'internal' | 'as_needed';

/**
 * Who will read the act's comment: whom the act has it for, and of the desk's own acts the staff, unless its writer
 * is not of the staff herself. `as_needed` where the process of the record is not known here.
 */
export function comment_audience(act: RecordAct, type: RecordType | null, reads_internal: boolean): CommentAudience {
    if (is_built_in(act)) {
        return reads_internal ? 'internal' : 'public';
    }
    const needed = act.needs.find(is_comment)?.type?.replace(/^comment_/, '');
    const said = needed ?? type?.acts.find((known) => known.name === act.name)?.comment;
    return said === 'public' || said === 'internal' ? said : 'as_needed';
}

/** What the inputs start with: the record's own values. */
export function starting_values(fields: readonly Field[], current: Record<string, FieldValue>): RawValues {
    return Object.fromEntries(fields.map((field) => [field.name, raw_of(field, current[field.name])]));
}

export interface FormReading {
    /** Only what differs from the start, so that nothing is set that nobody touched. */
    fields: Record<string, SentValue>;
    problems: FormProblems;
}

export function read_form(fields: readonly Field[], raw: RawValues, start: RawValues): FormReading {
    const problems = no_problems();
    const changed: Record<string, SentValue> = {};
    for (const field of fields) {
        const typed = raw[field.name] ?? '';
        if (field.required === true && field.default == null && is_empty(typed)) {
            problems.beside[field.name] = say('form.fill');
            continue;
        }
        const reading = value_of(field, typed);
        if (!reading.ok) {
            problems.beside[field.name] = say(`form.${reading.why}`);
        } else if (typed !== start[field.name]) {
            changed[field.name] = reading.value;
        }
    }
    return { fields: changed, problems };
}
