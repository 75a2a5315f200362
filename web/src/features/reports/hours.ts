// What the report of hours says, in words and in its order.

import type { HoursReport } from '../../api/types';
import { say } from '../../words';
import { working_duration } from '../../words/time';

/** `2 h 30 min`: days are told by no number of hours. */
export function minutes_words(minutes: number): string {
    return working_duration(minutes * 60);
}

export function longest_first<Line extends { minutes: number }>(lines: readonly Line[]): readonly Line[] {
    return lines.toSorted((a, b) => b.minutes - a.minutes);
}

/** The figures at its head. Of a part of the lines only the time is of all. */
export function hours_figures({ minutes, people, rows, partial }: HoursReport) {
    const time = { count: minutes_words(minutes), words: say('report.hours.all'), is_time: true as const };
    if (partial) {
        return [time];
    }
    const counted = (what: 'people' | 'records' | 'entries_made', count: number) => ({
        count: say('view.count', { count }),
        words: say(`report.hours.${what}`, { count }),
    });
    const entries_made = people.reduce((sum, { entries }) => sum + entries, 0);
    return [
        time,
        counted('people', people.length),
        counted('records', new Set(rows.map(({ number }) => number)).size),
        counted('entries_made', entries_made),
    ];
}
