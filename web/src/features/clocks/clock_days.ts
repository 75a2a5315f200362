// A clock's count laid out by days: what was counted, what was not, and what is left.

import type { Clock } from '../../api/types';
import { type Place, wall_time } from '../../words/time';

export type SpanKind = 'counted' | 'paused' | 'closed' | 'left';

/** A part of one day; 0 is its midnight, 1 the next. */
export interface DaySpan {
    from: number;
    to: number;
    kind: SpanKind;
}

export interface Day {
    /** An instant of that day, to name it by. */
    at_ms: number;
    spans: DaySpan[];
    /** Where in this day the clock runs out. */
    due: number | null;
}

export interface Days {
    shown: Day[];
    /** How many days lie between the first and the others and are not drawn. */
    left_out: number;
}

const day_ms = 86_400_000;
const drawn_max = 6;

/** The days from the clock's start to now and to when it is due; the middle of a long run is left out. */
export function days_of(clock: Clock, now_ms: number, place: Place): Days {
    return folded([...drawn_days(clock, now_ms, place).values()].toSorted((a, b) => a.at_ms - b.at_ms), drawn_max);
}

/** A day of several clocks, in their order; null for one that was not at work that day. */
export interface ChainDay {
    at_ms: number;
    tracks: (Day | null)[];
}

/** The same of several clocks on one axis of time, so that what one waited for is seen beside what another counted. */
export function chain_days(clocks: readonly Clock[], now_ms: number, place: Place, days_max: number): { shown: ChainDay[]; left_out: number } {
    const each = clocks.map((clock) => drawn_days(clock, now_ms, place));
    const names = [...new Set(each.flatMap((days) => [...days.keys()]))].toSorted();
    const all = names.map((name) => {
        const tracks = each.map((days) => days.get(name) ?? null);
        return { at_ms: tracks.find((track) => track !== null)?.at_ms ?? 0, tracks };
    });
    return folded(all, days_max);
}

function folded<Item>(all: Item[], most: number): { shown: Item[]; left_out: number } {
    if (all.length <= most) {
        return { shown: all, left_out: 0 };
    }
    return { shown: [...all.slice(0, 1), ...all.slice(1 - most)], left_out: all.length - most };
}

/** By its name, such as `2026-11-24`. */
function drawn_days(clock: Clock, now_ms: number, place: Place): Map<string, Day> {
    const days = new Map<string, Day>();
    const add = (from_ms: number, to_ms: number, kind: SpanKind) => {
        for (let at = from_ms; at < to_ms; ) {
            const wall = wall_time(at, place);
            const midnight = next_midnight(at, place);
            const end = Math.min(to_ms, midnight);
            const to = end === midnight ? 1 : wall_time(end, place).fraction;
            const day = days.get(wall.day) ?? { at_ms: at, spans: [], due: null };
            day.spans.push({ from: wall.fraction, to, kind });
            days.set(wall.day, day);
            at = end;
        }
    };
    for (const stretch of clock.why ?? []) {
        // A sum says how much was counted, not when.
        if (stretch.sum_s !== undefined) {
            continue;
        }
        const to_ms = stretch.to === null ? now_ms : Date.parse(stretch.to);
        add(Date.parse(stretch.from), to_ms, stretch.counted ? 'counted' : is_pause(stretch.reason) ? 'paused' : 'closed');
    }
    const due_ms = clock.due === null ? null : Date.parse(clock.due);
    if (due_ms !== null && clock.stopped === null) {
        add_due(days, add, due_ms, clock, now_ms, place);
    }
    return days;
}

function add_due(
    days: Map<string, Day>,
    add: (from_ms: number, to_ms: number, kind: SpanKind) => void,
    due_ms: number,
    clock: Clock,
    now_ms: number,
    place: Place,
) {
    const wall = wall_time(due_ms, place);
    const left_ms = (clock.remaining_s ?? 0) * 1_000;
    // What is left is drawn where it surely lies: before the end, within the day of it.
    const from_ms = Math.max(now_ms, due_ms - left_ms, due_ms - wall.fraction * day_ms);
    if (clock.state === 'running' && from_ms < due_ms) {
        add(from_ms, due_ms, 'left');
    }
    const day = days.get(wall.day) ?? { at_ms: due_ms, spans: [], due: null };
    day.due = wall.fraction;
    days.set(wall.day, day);
}

/** A calendar gives its reasons in its own words; what else holds a clock back is a pause. */
function is_pause(reason: string): boolean {
    return /^(state|waiting) |(^| )open$/.test(reason);
}

function next_midnight(at_ms: number, place: Place): number {
    const { fraction } = wall_time(at_ms, place);
    const guess = at_ms + (1 - fraction) * day_ms;
    // On a day of 23 or 25 hours the guess is an hour off, to one side or the other.
    const off = wall_time(guess, place).fraction;
    return off > 0.5 ? guess + (1 - off) * day_ms : guess - off * day_ms;
}
