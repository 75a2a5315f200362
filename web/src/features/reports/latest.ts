const months_first = 13;
const rows_first = 12;

/** The latest months, a year and the one before it; or all. */
export function latest<Month>(months: readonly Month[], all: boolean): readonly Month[] {
    return all ? months : months.slice(-months_first);
}

/** The first rows of a table that begins with the largest; or all. */
export function largest<Line>(rows: readonly Line[], all: boolean): readonly Line[] {
    return all || rows.length <= rows_first + 1 ? rows : rows.slice(0, rows_first);
}
