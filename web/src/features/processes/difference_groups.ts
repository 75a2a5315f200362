// What one version of a process changes from another, by the type of record that it concerns.

import type { Difference, Process } from '../../api/types';
import { say } from '../../words';
import { title_among } from '../../words/titles';

export interface DifferenceGroup {
    /** Null: it concerns all of them. */
    type: string | null;
    title: string;
    items: Difference[];
}

/** What concerns all first, then each type in the order of the process; those that it has no more at the end. */
export function grouped_differences(items: readonly Difference[], process: Process): DifferenceGroup[] {
    const known = process.types.map((type) => type.name);
    const gone = items.map(({ type }) => type).filter((type) => type !== null && !known.includes(type));
    const order = [null, ...known, ...new Set(gone)];
    return order
        .map((type) => ({
            type,
            title: type === null ? say('versions.all') : title_among(process.types, type),
            items: items.filter((item) => item.type === type),
        }))
        .filter((group) => group.items.length > 0);
}
