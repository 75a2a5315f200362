import type { Me } from '../api/types';

/** Whether she reads what is told inside on the process's records; null: on those of any. */
export function works_on(me: Me, process: string | null): boolean {
    return me.processes.some((each) => each.reads_internal && (process === null || each.id === process));
}
