// The form that an act opens, made from what the record and its process say of it.

import type { Field, FieldValue, Need, RecordAct, RecordType } from '../../api/types';
import { is_word, say } from '../../words';
import { title_of } from '../../words/titles';
import { field_of } from '../processes/definitions';
import { type RawValues, is_empty, raw_of, value_of } from '../form/values';
import { type FormProblems, no_problems } from '../form/problems';

/** Acts of the desk itself that have a place of their own on the page, or none yet. */
const placed_elsewhere = ['comment', 'link'];

export interface ActForm {
    fields: Field[];
    /** The need that a comment would meet; null where a comment is free to give. */
    comment_need: Need | null;
    /** Needs that no input of this form can meet. */
    other_needs: Need[];
}

export function listed_acts(acts: readonly RecordAct[]): RecordAct[] {
    return acts.filter((act) => !placed_elsewhere.includes(act.name));
}

export function act_title(act: Pick<RecordAct, 'name' | 'title'>): string {
    const word = `acts.${act.name}`;
    const untitled = act.title === undefined || act.title === '' || act.title === act.name;
    return untitled && is_word(word) ? say(word) : title_of(act);
}

export function act_form(act: RecordAct, type: RecordType | null): ActForm {
    const fields = form_fields(act, type).map((field) => wanted(field, act.needs));
    const names = fields.map((field) => field.name);
    const others = act.needs.filter((need) => !is_comment(need) && !names.includes(need.field ?? need.what));
    return { fields, comment_need: act.needs.find(is_comment) ?? null, other_needs: others };
}

function form_fields(act: RecordAct, type: RecordType | null): Field[] {
    if (act.form) {
        return act.form.filter((field) => field.computed !== true).map((field) => completed(field, type));
    }
    const listed = type?.acts.find((known) => known.name === act.name)?.form ?? [];
    return listed
        .map((entry) => (typeof entry === 'string' ? field_of(type, entry) : entry))
        .filter((field): field is Field => field !== null && field.computed !== true);
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
    return need.what === 'comment' || need.field === 'comment' || need.type === 'comment';
}

/** Who will read the act's comment: as its need says, else the staff only. */
export function comment_audience(form: ActForm): 'public' | 'internal' {
    return form.comment_need?.audience === 'public' ? 'public' : 'internal';
}

/** What the inputs start with: the record's own values. */
export function starting_values(fields: readonly Field[], current: Record<string, FieldValue>): RawValues {
    return Object.fromEntries(fields.map((field) => [field.name, raw_of(field, current[field.name])]));
}

export interface FormReading {
    /** Only what differs from the start, so that nothing is set that nobody touched. */
    fields: Record<string, FieldValue>;
    problems: FormProblems;
}

export function read_form(fields: readonly Field[], raw: RawValues, start: RawValues): FormReading {
    const problems = no_problems();
    const changed: Record<string, FieldValue> = {};
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
