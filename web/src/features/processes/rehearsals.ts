// Rehearsals as they are listed, and what they and the rules say of the rows of the requirements.

import type { PlayedStep, Process, RehearsalItem } from '../../api/types';

const rank: Record<RehearsalItem['state'], number> = { broken: 0, failed: 0, waiting: 1, passed: 1 };

/** What needs a look first, else in the order of their files. */
export function in_order(items: readonly RehearsalItem[]): RehearsalItem[] {
    return [...items].sort((one, other) => rank[one.state] - rank[other.state]);
}

export interface Tally {
    passed: number;
    failed: number;
    waiting: number;
}

export function tally_of(items: readonly RehearsalItem[]): Tally {
    const count = (...states: RehearsalItem['state'][]) => items.filter((item) => states.includes(item.state)).length;
    return { passed: count('passed'), failed: count('failed', 'broken'), waiting: count('waiting') };
}

/** What the command line is told of the processes that they need besides. */
export function beside_words(items: readonly RehearsalItem[]): string {
    const all = new Set(items.flatMap((item) => item.beside ?? []));
    return [...all].map((id) => ` --beside ${id}`).join('');
}

/** `A.state resolved`, as the rehearsal asks for it. */
export function told_of({ what, expected }: PlayedStep['findings'][number]): string {
    return `${what} ${expected}`;
}

/** A row of the requirements: the rules that answer it, and the rehearsals that show it. */
export interface Asked {
    row: string;
    rules: { type: string; rule: string }[];
    rehearsals: RehearsalItem[];
}

/** Every row that a rule answers or a rehearsal covers, `S9` before `S10`. */
export function asked_rows(process: Process, items: readonly RehearsalItem[]): Asked[] {
    const rows = new Map<string, Asked>();
    const at = (row: string): Asked => {
        const known = rows.get(row) ?? { row, rules: [], rehearsals: [] };
        rows.set(row, known);
        return known;
    };
    for (const type of process.types) {
        for (const rule of type.rules) {
            rule.answers.forEach((row) => at(row).rules.push({ type: type.name, rule: rule.name }));
        }
    }
    for (const item of items) {
        item.covers.forEach((row) => at(row).rehearsals.push(item));
    }
    const { compare } = new Intl.Collator('en', { numeric: true });
    return [...rows.values()].sort((one, other) => compare(one.row, other.row));
}
