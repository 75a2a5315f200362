// Where the lines of a chart's scale lie: at numbers, or lengths of time, that people count in.

const lines_max = 4;
const hour_s = 3_600;
const day_s = 86_400;
const time_steps_s = [
    60, 300, 900, 1_800, hour_s, 2 * hour_s, 4 * hour_s, 8 * hour_s, 12 * hour_s, day_s, 2 * day_s, 5 * day_s, 10 * day_s,
    20 * day_s, 50 * day_s, 100 * day_s, 200 * day_s, 500 * day_s, 1_000 * day_s,
];

/** Where things lie in a chart: the middle of each column, its width, and how high a value is. */
export interface Scale {
    step: number;
    x_of: (at: number) => number;
    y_of: (value: number) => number;
}

/** From 0 up to the first line that is at or above `most`; never less than two lines. */
export function count_lines(most: number): number[] {
    const least_step = Math.max(1, most / lines_max);
    const power = 10 ** Math.floor(Math.log10(least_step));
    const step = [1, 2, 5, 10].map((each) => each * power).find((each) => each >= least_step && Number.isInteger(each));
    return lines(most, step ?? 1);
}

/** The same for seconds. */
export function time_lines(most_s: number): number[] {
    const step = time_steps_s.find((each) => each * lines_max >= most_s) ?? Math.ceil(most_s / lines_max / day_s) * day_s;
    return lines(most_s, step);
}

function lines(most: number, step: number): number[] {
    const count = Math.max(1, Math.ceil(most / step));
    return Array.from({ length: count + 1 }, (_, at) => at * step);
}

/** Each how manieth of `count` labels has room, where each takes that much of the width. */
export function label_step(count: number, width_px: number, label_px: number): number {
    return Math.max(1, Math.ceil((count * label_px) / Math.max(1, width_px)));
}
