import type { ConformanceStep, RecordType } from '../../api/types';

/** The states that these steps come from or lead to, in the order of the process; those that it does not know stand last. */
export function matrix_states(rows: readonly ConformanceStep[], type: RecordType | null): string[] {
    const names = new Set(rows.flatMap(({ from, to }) => [from, to]));
    const known = type?.states.map(({ name }) => name) ?? [];
    return [...known.filter((name) => names.has(name)), ...[...names].filter((name) => !known.includes(name))];
}
