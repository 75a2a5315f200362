// What a clock says at an instant: its state in a word, then when.

import type { Clock, DeskRecord } from '../../api/types';
import { say } from '../../words';
import { clock_time_at, duration, type Place, working_duration } from '../../words/time';

export type ClockLook = 'late' | 'soon' | 'held' | 'fine' | 'met' | 'plain';

export interface ClockReading {
    look: ClockLook;
    main: string;
    aside: string | null;
}

/** From this share of its limit on, a clock is at risk. */
const at_risk = 0.75;

/** `rests`: of a record that was imported and not adopted. Its clocks are counted from history, and alarm nobody. */
export function read_clock(clock: Clock, now_ms: number, place: Place, rests = false): ClockReading {
    return rests ? at_rest(clock, now_ms, place) : read_living(clock, now_ms, place);
}

function at_rest(clock: Clock, now_ms: number, place: Place): ClockReading {
    const due_ms = instant(clock.due);
    if (clock.state === 'running') {
        const time = due_ms === null ? null : clock_time_at(due_ms, now_ms, place);
        const was = due_ms !== null && due_ms < now_ms;
        const aside = time === null ? null : say(was ? 'clock.breached_since' : 'clock.due_at', { time });
        return { look: 'plain', main: say('clock.rests'), aside };
    }
    if (clock.state === 'breached') {
        const aside = due_ms === null ? null : say('clock.breached_since', { time: clock_time_at(due_ms, now_ms, place) });
        return { look: 'plain', main: say('clock.breached'), aside };
    }
    return read_living(clock, now_ms, place);
}

function read_living(clock: Clock, now_ms: number, place: Place): ClockReading {
    switch (clock.state) {
        case 'running':
            return running(clock, now_ms, place);
        case 'breached':
            return breached(clock, now_ms, place);
        case 'paused':
            return { look: 'held', main: say('clock.paused'), aside: left_of_limit(clock) };
        case 'met':
            return { look: 'met', main: say('clock.met'), aside: used_of_limit(clock) };
        case 'waiting':
            return { look: 'plain', main: say('clock.waiting'), aside: null };
        case 'cancelled':
            return { look: 'plain', main: say('clock.cancelled'), aside: null };
    }
}

function running(clock: Clock, now_ms: number, place: Place): ClockReading {
    const due_ms = instant(clock.due);
    if (due_ms === null) {
        return { look: 'fine', main: say('clock.none'), aside: null };
    }
    const left_s = (due_ms - now_ms) / 1_000;
    if (left_s < 0) {
        return late(-left_s, due_ms, now_ms, place);
    }
    const main = left_s < 1 ? say('clock.due_now') : say('clock.left', { time: duration(left_s) });
    return { look: is_at_risk(clock) ? 'soon' : 'fine', main, aside: clock_time_at(due_ms, now_ms, place) };
}

function breached(clock: Clock, now_ms: number, place: Place): ClockReading {
    const due_ms = instant(clock.due);
    if (due_ms === null) {
        return { look: 'late', main: say('clock.breached'), aside: null };
    }
    const stopped_ms = instant(clock.stopped);
    if (stopped_ms !== null) {
        const time = clock_time_at(due_ms, now_ms, place);
        return { look: 'late', main: say('clock.breached'), aside: say('clock.breached_since', { time }) };
    }
    return late((now_ms - due_ms) / 1_000, due_ms, now_ms, place);
}

function late(late_s: number, due_ms: number, now_ms: number, place: Place): ClockReading {
    const was = say('clock.was', { time: clock_time_at(due_ms, now_ms, place) });
    return { look: 'late', main: say('clock.late', { time: duration(late_s) }), aside: was };
}

function is_at_risk(clock: Clock): boolean {
    const { elapsed_s, limit_s } = clock;
    return elapsed_s !== null && limit_s !== null && limit_s > 0 && elapsed_s / limit_s >= at_risk;
}

function left_of_limit(clock: Clock): string | null {
    if (clock.remaining_s === null || clock.limit_s === null) {
        return null;
    }
    const left = working_duration(Math.max(0, clock.remaining_s));
    return say('clock.paused_left', { left, limit: working_duration(clock.limit_s) });
}

function used_of_limit(clock: Clock): string | null {
    if (clock.elapsed_s === null || clock.limit_s === null) {
        return null;
    }
    return say('clock.met_after', {
        used: working_duration(clock.elapsed_s),
        limit: working_duration(clock.limit_s),
    });
}

/** The clocks of the holder of now; those of earlier holders are history. */
export function own_clocks(record: Pick<DeskRecord, 'clocks' | 'holder'>): Clock[] {
    const leg = record.holder?.leg;
    return record.clocks.filter((clock) => clock.leg === 0 || leg === undefined || clock.leg === leg);
}

export function earlier_clocks(record: Pick<DeskRecord, 'clocks' | 'holder'>): Clock[] {
    const own = own_clocks(record);
    return record.clocks.filter((clock) => !own.includes(clock));
}

/** Whether it was imported and nobody has adopted it. */
export function rests(record: Pick<DeskRecord, 'origin'>): boolean {
    return record.origin?.adopted === false;
}

/** Beside a clock that has run out: the running one that is due next. */
export function next_clock(record: Pick<DeskRecord, 'clocks' | 'holder'>): Clock | null {
    const running = own_clocks(record).filter((clock) => clock.state === 'running' && clock.due !== null);
    const next = pressing_clock({ clocks: running, holder: record.holder });
    return next === pressing_clock(record) ? null : next;
}

/** The clock to look at first: what is late, then what is due next, then what waits, then what is over. */
export function pressing_clock(record: Pick<DeskRecord, 'clocks' | 'holder'>): Clock | null {
    const ordered = own_clocks(record).filter((clock) => clock.state !== 'cancelled');
    ordered.sort((a, b) => urgency(a) - urgency(b) || (instant(a.due) ?? Infinity) - (instant(b.due) ?? Infinity));
    return ordered[0] ?? null;
}

function urgency(clock: Clock): number {
    if (clock.state === 'breached') {
        return clock.stopped === null ? 0 : 3;
    }
    const order = { running: 1, paused: 2, met: 4, waiting: 5, cancelled: 6 };
    return order[clock.state];
}

function instant(text: string | null | undefined): number | null {
    const found = text ? Date.parse(text) : Number.NaN;
    return Number.isNaN(found) ? null : found;
}
