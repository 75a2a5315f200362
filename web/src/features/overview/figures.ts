// What the figures of a report are called, where they lead, and how long their bars are.

import type { Process, Standing, StandingRow } from '../../api/types';
import { is_word, say } from '../../words';
import { plain_name, title_among } from '../../words/titles';
import { address_of, filters_of_list } from '../queue/filters';

/** The list behind a figure; null where there is none. */
export function list_behind(query: string | null): string | null {
    return query === null ? null : address_of(filters_of_list(query));
}

/** The figures to know first, as they are shown. */
export function headline_figures(headline: Standing['headline']) {
    return headline.map(({ name, count, more, query }) => {
        const word = `overview.headline.${name}`;
        const href = list_behind(query);
        return {
            count: say(more ? 'view.count_more' : 'view.count', { count }),
            words: is_word(word) ? say(word) : plain_name(name),
            late: name === 'late' && count > 0,
            ...(href === null ? {} : { href }),
        };
    });
}

export function group_title(by: string): string {
    const word = `overview.by.${by}`;
    return is_word(word) ? say(word) : plain_name(by);
}

/** What a row is called: by the desk, else by the process it is of, else by its own name. */
export function row_title(by: string, row: StandingRow, processes: readonly Process[]): string {
    if (row.title !== null && row.title !== '') {
        return row.title;
    }
    if (row.value === null) {
        return say(by === 'assignee' ? 'overview.nobody' : 'overview.none');
    }
    const process = processes.find((each) => each.id === row.process);
    const named = by === 'holder' ? process?.roles : process?.types.flatMap((type) => type.states);
    return title_among(named, row.value);
}

/** Per cent of the longest bar, at least a sliver where there is anything. */
export function bar(count: number, most: number): number {
    return count === 0 || most === 0 ? 0 : Math.max(2, Math.round((count / most) * 100));
}

export function most_of_day(days: Standing['flow']): number {
    return Math.max(1, ...days.flatMap((day) => [day.logged, day.resolved]));
}

export function totals(days: Standing['flow']): { logged: number; resolved: number } {
    return days.reduce(
        (sum, day) => ({ logged: sum.logged + day.logged, resolved: sum.resolved + day.resolved }),
        { logged: 0, resolved: 0 },
    );
}
