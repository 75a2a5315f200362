// What each chip offers, gathered from all processes of the desk.

import type { Process } from '../../api/types';
import { title_of } from '../../words/titles';

export interface Option {
    value: string;
    text: string;
}

export interface FilterOptions {
    kind: Option[];
    state: Option[];
    priority: Option[];
    holder: Option[];
    process: Option[];
}

/** Options with the same value are one: two processes may share a state's name. */
export function filter_options(processes: readonly Process[]): FilterOptions {
    const types = processes.flatMap((process) => process.types);
    const priority_fields = types.flatMap((type) => type.fields.filter((field) => field.name === type.priority));
    return {
        process: distinct(processes.map((process) => ({ ...process, name: process.id }))),
        kind: distinct(types.map((type) => ({ name: type.kind }))),
        state: distinct(types.flatMap((type) => type.states)),
        holder: distinct(processes.flatMap((process) => process.roles ?? [])),
        priority: distinct(
            priority_fields.flatMap((field) => field.choices ?? []).map((choice) => ({ ...choice, name: choice.value })),
        ),
    };
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
