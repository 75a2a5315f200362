// What a change of calendars or agreements is tried on.

import { desk_now } from '../api/desk_time.svelte';
import type { Process } from '../api/types';
import type { Context } from './context';

const days_looked_back = 90;

/** From when until now, as the API takes instants. */
export function last_days(): [from: string, to: string] {
    const now_ms = desk_now();
    return [new Date(now_ms - days_looked_back * 86_400_000).toISOString(), new Date(now_ms).toISOString()];
}

/** Those whose records this person works on; an administrator looks at all. */
export function processes_seen({ me, definitions }: Context): Process[] {
    const seen = (id: string) => me.administrator || me.processes.some((process) => process.id === id && process.reads_internal);
    return definitions.active.filter(({ id }) => seen(id));
}
