// Where an empty list leads on to: the filter that leaves out most, and what has been open the longest.

import * as desk from '../api/desk';
import { type FilterOptions, filter_sentence } from '../features/queue/filter_options';
import { type Filters, address_of, each_without_one, list_query } from '../features/queue/filters';
import type { WayOn } from '../features/queue/ways';
import { say } from '../words';

/** More filters than this are seldom in one list, and each costs a count. */
const tried_max = 6;

export async function way_on(filters: Filters, options: FilterOptions): Promise<WayOn> {
    const [drop, oldest] = await Promise.all([best_to_drop(filters, options), desk.oldest_open().catch(() => null)]);
    return { drop, oldest };
}

async function best_to_drop(filters: Filters, options: FilterOptions): Promise<WayOn['drop']> {
    const tried = await Promise.all(
        each_without_one(filters)
            .slice(0, tried_max)
            .map(async ({ name, filters: fewer }) => {
                const found = await desk.count(list_query(fewer)).catch(() => ({ count: 0, more: false }));
                const sentence =
                    name === 'open'
                        ? say(`chip.open.${filters.open}`)
                        : filter_sentence(name, filters.chosen[name] ?? '', options);
                return { sentence, href: address_of(fewer), ...found };
            }),
    );
    const best = tried.toSorted((a, b) => b.count - a.count)[0];
    return best && best.count > 0 ? best : null;
}
