// What the palette offers, and which of it fits what is typed.

import { fit, plain } from './fuzzy';

/** In the order in which groups stand while nothing is typed. */
export const groups = ['recent', 'record', 'assign', 'found', 'go', 'views', 'log', 'processes', 'settings'] as const;
export type Group = (typeof groups)[number];

export interface Entry {
    /** The same thing has the same id each time: that is how it is known as recent. */
    id: string;
    group: Group;
    title: string;
    /** Said after the title: whom it is for, where it stands. */
    note?: string;
    /** Words that find it besides its title. */
    words?: string;
    /** Why it cannot be done now; it is shown and says so. */
    blocked?: string | undefined;
    /** What is printed on the keys that do the same. */
    caps?: readonly string[];
    /** The desk chose it for what is typed: it is shown whether or not its title fits. */
    chosen?: true;
    run: () => void;
}

export interface Shown {
    group: Group;
    entries: Entry[];
}

const shown_max: Record<'asked' | 'open', number> = { asked: 6, open: 8 };
/** While nothing is typed these would bury the rest. */
const only_when_asked: readonly Group[] = ['assign', 'found'];

/**
 * What stands in the list, group by group, the best fit first. `recents` are ids, the latest first; with `only` the
 * palette was opened for one group alone.
 */
export function shown_for(
    typed: string,
    offered: readonly Entry[],
    recents: readonly string[],
    only: Group | null = null,
): Shown[] {
    const wanted = plain(typed).trim();
    const among = only === null ? offered : offered.filter((entry) => entry.group === only);
    if (wanted !== '') {
        return fitting(wanted, among, recents);
    }
    return only === null ? at_rest(among, recents) : [{ group: only, entries: possible_first(among) }];
}

function at_rest(offered: readonly Entry[], recents: readonly string[]): Shown[] {
    const used = recents
        .map((id) => offered.find((entry) => entry.id === id && entry.blocked === undefined))
        .filter((entry) => entry !== undefined);
    const recent = [...new Set([...used, ...offered.filter((entry) => entry.group === 'recent')])].slice(0, 5);
    const rest = offered.filter((entry) => !recent.includes(entry) && !only_when_asked.includes(entry.group));
    const shown = groups.map((group) => ({
        group,
        entries: possible_first(group === 'recent' ? recent : rest.filter((entry) => entry.group === group)).slice(
            0,
            shown_max.open,
        ),
    }));
    return shown.filter(({ entries }) => entries.length > 0);
}

function fitting(wanted: string, offered: readonly Entry[], recents: readonly string[]): Shown[] {
    const scored = offered.flatMap((entry) => {
        const found = fit(wanted, plain(`${entry.title} ${entry.words ?? ''}`)) ?? (entry.chosen ? 2 : null);
        return found === null ? [] : [{ entry, score: found + favour(entry, recents) }];
    });
    scored.sort((one, other) => other.score - one.score);
    const shown = new Map<Group, Entry[]>();
    for (const { entry } of scored) {
        const entries = shown.get(entry.group) ?? [];
        if (entries.length < shown_max.asked) {
            shown.set(entry.group, [...entries, entry]);
        }
    }
    return [...shown].map(([group, entries]) => ({ group, entries }));
}

/** What is on screen and what was used lately comes first among equals; what cannot be done comes last. */
function favour(entry: Entry, recents: readonly string[]): number {
    const here = entry.group === 'record' ? 1 : 0;
    const lately = recents.includes(entry.id) ? 1.5 : 0;
    return here + lately - (entry.blocked === undefined ? 0 : 4);
}

function possible_first(entries: readonly Entry[]): Entry[] {
    const possible = entries.filter((entry) => entry.blocked === undefined);
    return [...possible, ...entries.filter((entry) => entry.blocked !== undefined)];
}
