// The row of a decision table that fits a record as it stands. Only for showing: what was decided, the desk decided.

import type { DecisionTable, DeskRecord, TableCell, TableUse } from '../../api/types';

type Known = string | number | boolean | null;

/** The numbers of the rows that fit, or null where an input cannot be told from the record alone. */
export function fitting_rows(table: DecisionTable, use: TableUse, record: DeskRecord): number[] | null {
    const inputs = use.inputs.map((input) => value_of(input, record));
    if (inputs.includes(undefined)) {
        return null;
    }
    const fitting = table.shown.flatMap((row, at) =>
        inputs.every((input, column) => holds(row[column], input ?? null)) ? [at] : [],
    );
    return table.hit === 'collect' ? fitting : fitting.slice(0, 1);
}

/** A field, the holder or the state; undefined for anything that would have to be worked out. */
function value_of(input: string, record: DeskRecord): Known | undefined {
    const name = input.replace(/^record\./, '');
    if (name === 'holder') {
        return record.holder?.role ?? null;
    }
    if (name === 'state') {
        return record.state;
    }
    const value = record.fields?.[name];
    return typeof value === 'object' && value !== null ? undefined : value;
}

function holds(cell: TableCell | undefined, input: Known): boolean {
    const named = cell?.values?.some((each) => each.value === String(input)) ?? false;
    switch (cell?.is) {
        case 'any':
            return true;
        case 'of':
            return named;
        case 'but':
            return !named;
        case 'range':
            return typeof input === 'number' && input >= (cell.least ?? -Infinity) && input <= (cell.most ?? Infinity);
        default:
            return false;
    }
}
