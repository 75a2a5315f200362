// What each filter offers: gathered from the processes of the desk, and from its people and organisations.

import type { Listed, Process } from '../../api/types';
import { type PlainWord, is_word, say } from '../../words';
import { duration } from '../../words/time';
import { plain_name, title_of } from '../../words/titles';
import { type FilterName, filter_word } from './filters';

export interface Option {
    value: string;
    text: string;
}

export type FilterOptions = Record<FilterName, Option[]>;

/** Those that can be asked for; each list is empty until it is there. */
export interface Directory {
    people: readonly Listed[];
    organisations: readonly Listed[];
    teams: readonly Listed[];
}

export const no_directory: Directory = { people: [], organisations: [], teams: [] };

/** Sentences that read better than `Person is me`. */
const own_sentences: Partial<Record<string, PlainWord>> = {
    'assignee=me': 'chip.said.assignee_me',
    'assignee=none': 'chip.said.assignee_none',
    'holder=mine': 'chip.said.holder_mine',
    'waiting=any': 'chip.said.waiting_any',
    'due_within=0m': 'chip.said.late',
    'reopened=true': 'chip.said.reopened',
    'reopened=false': 'chip.said.never_reopened',
    'reporter=me': 'chip.said.reporter_me',
    'approver=me': 'chip.said.approver_me',
};
const offered_times = ['0m', '1h', '4h', '1d', '2d', '7d'];
const ranks = ['1', '2', '3', '4', '5'];

/** Options with the same value are one: two processes may share a state's name. */
export function filter_options(processes: readonly Process[], directory: Directory): FilterOptions {
    const types = processes.flatMap((process) => process.types);
    const states = types.flatMap((type) => type.states);
    const waiting = states.flatMap((state) => (state.waiting ? [state.waiting] : []));
    const priority_fields = types.flatMap((type) => type.fields.filter((field) => field.name === type.priority));
    const people = directory.people.map(listed);
    return {
        assignee: [said('value.assignee.me', 'me'), said('value.assignee.none', 'none'), ...people],
        holder: [said('value.holder.mine', 'mine'), ...distinct(processes.flatMap((process) => process.roles ?? []))],
        team: directory.teams.map(listed),
        waiting: [said('value.waiting.any', 'any'), ...distinct(waiting.map((name) => ({ name }))).map(awaited)],
        due_within: offered_times.map((value) => ({ value, text: time_text(value) })),
        priority: distinct(
            priority_fields.flatMap((field) => field.choices ?? []).map((choice) => ({ ...choice, name: choice.value })),
        ),
        rank: ranks.map((value) => ({ value, text: value === '1' ? say('value.rank.1') : value })),
        state: distinct(states),
        organisation: directory.organisations.map(listed),
        reporter: [said('value.reporter.me', 'me'), ...people],
        reopened: [said('value.reopened.true', 'true')],
        approver: [said('value.approver.me', 'me')],
        process: distinct(processes.map((process) => ({ ...process, name: process.id }))),
        type: distinct(types),
        kind: distinct(types.map((type) => ({ name: type.kind }))),
        service: [],
        q: [],
    };
}

/** Filters worth offering: not those that leave nothing to choose, as with one process only. */
export function worth_offering(options: FilterOptions): FilterName[] {
    const names = Object.keys(options) as FilterName[];
    const single: FilterName[] = ['process', 'type', 'kind'];
    return names.filter((name) => name === 'q' || options[name].length > (single.includes(name) ? 1 : 0));
}

/** Whether it reads as a sentence by itself, such as `Mine`, whatever else its filter offers. */
export function is_own_sentence(name: FilterName, value: string): boolean {
    return own_sentences[`${name}=${value}`] !== undefined;
}

/** What a chip says: `Priority is High`, or a sentence of its own where one reads better. */
export function filter_sentence(name: FilterName, value: string, options: FilterOptions): string {
    const own = own_sentences[`${name}=${value}`];
    if (own) {
        return say(own);
    }
    const text = options[name].find((option) => option.value === value)?.text ?? unlisted(name, value);
    switch (name) {
        case 'q':
            return say('chip.of.q', { value });
        case 'due_within':
            return say('chip.of.due_within', { value: time_text(value) });
        case 'waiting':
            return say('chip.of.waiting', { value: text });
        case 'holder':
            return say('chip.of.holder', { value: text });
        case 'reporter':
            return say('chip.of.reporter', { value: text });
        default:
            return say('chip.is', { name: say(filter_word(name)), value: text });
    }
}

/** `1h` → `1 h`, `0m` → `late already`; the words themselves when they are no time. */
function time_text(value: string): string {
    const [, amount, unit] = /^(\d+)([mhd])$/.exec(value) ?? [];
    if (amount === undefined) {
        return value;
    }
    const count = Number(amount);
    if (count === 0) {
        return say('value.due_within.0m');
    }
    const seconds = { m: 60, h: 3_600, d: 86_400 }[unit as 'm' | 'h' | 'd'];
    return unit === 'd' ? say('time.days', { count }) : duration(count * seconds);
}

/** A time as it is typed, such as `90m`; null when it is none that the desk knows. */
export function typed_time(text: string): string | null {
    const found = /^(\d{1,4}) ?(m|min|h|d|days?)$/.exec(text.trim());
    return found ? `${Number(found[1])}${found[2]?.charAt(0)}` : null;
}

function awaited({ value, text }: Option): Option {
    const word = `value.waiting.${value}`;
    return { value, text: is_word(word) ? say(word) : text };
}

/** Ids and handles of someone not in the list stay as they are; names of a process read as words. */
function unlisted(name: FilterName, value: string): string {
    return name === 'waiting' ? awaited({ value, text: plain_name(value) }).text : plain_name(value);
}

function said(word: PlainWord, value: string): Option {
    return { value, text: say(word) };
}

function listed({ id, name }: Listed): Option {
    return { value: id, text: name };
}

function distinct(things: readonly { name: string; title?: string }[]): Option[] {
    const found = new Map<string, string>();
    for (const thing of things) {
        if (!found.has(thing.name)) {
            found.set(thing.name, title_of(thing));
        }
    }
    return [...found].map(([value, text]) => ({ value, text }));
}
