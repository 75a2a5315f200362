// Hours of work as people write them: `08:00-12:00, 13:00-16:30`. Up to 24:00; what ends before it begins goes on past midnight.

import { say } from '../../words';
import type { Hours } from '../../api/types';

export const days = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun'] as const;
export type DayName = (typeof days)[number];
export type Week = Partial<Record<DayName, Hours[]>>;

/** Null: it is not written so. Nothing written is no hours. */
export function read_hours(text: string): Hours[] | null {
    const parts = text.split(/[,;]/).map((part) => part.trim()).filter((part) => part !== '');
    const read = parts.map((part) => {
        const [from, to, more] = part.split(/\s*[-–]\s*/).map(time_of);
        return from && to && more === undefined ? ([from, to] as Hours) : null;
    });
    return read.every((pair) => pair !== null) ? read : null;
}

/** `8`, `8:00` and `08:00` are `08:00`; `08:00:30` stays as it is. */
function time_of(text: string): string | null {
    const [, hours = '', minutes = '00', seconds = '00'] = /^(\d{1,2})(?:[:.](\d{2})(?::(\d{2}))?)?$/.exec(text) ?? [];
    const [hour, minute, second] = [Number(hours), Number(minutes), Number(seconds)];
    const is_time = hours !== '' && minute < 60 && second < 60 && (hour < 24 || (hour === 24 && minute + second === 0));
    return is_time ? `${hours.padStart(2, '0')}:${minutes}${second > 0 ? `:${seconds}` : ''}` : null;
}

export function hours_text(hours: readonly Hours[] | undefined): string {
    return (hours ?? []).map(([from, to]) => `${from}-${to}`).join(', ');
}

/** The week in words, days of equal hours together: `Mon to Thu 08:00-16:00`, `Fri 08:00-15:00`. */
export function week_lines(week: Week): { days: string; hours: string }[] {
    const lines: { first: DayName; last: DayName; hours: string }[] = [];
    for (const day of days) {
        const hours = hours_text(week[day]);
        const line = lines.at(-1);
        if (line?.hours === hours) {
            line.last = day;
        } else {
            lines.push({ first: day, last: day, hours });
        }
    }
    return lines
        .filter(({ hours }) => hours !== '')
        .map(({ first, last, hours }) => ({
            days: first === last ? say(`day.${first}`) : say('day.from_to', { first: say(`day.${first}`), last: say(`day.${last}`) }),
            hours,
        }));
}

/** Parts of one day, 0 to 1, as they lie between its two midnights; hours past midnight lie in the next day too. */
export function day_parts(week: Week, day: DayName): { from: number; to: number }[] {
    const before = days[(days.indexOf(day) + 6) % 7];
    const late = (before ? (week[before] ?? []) : []).filter(is_over_midnight).map(([, to]) => ({ from: 0, to: share(to) }));
    const own = (week[day] ?? []).map((hours) => ({ from: share(hours[0]), to: is_over_midnight(hours) ? 1 : share(hours[1]) }));
    return [...late, ...own].filter(({ from, to }) => to > from);
}

function is_over_midnight([from, to]: Hours): boolean {
    return share(to) <= share(from);
}

function share(time: string): number {
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return (hours * 3_600 + minutes * 60 + seconds) / 86_400;
}
