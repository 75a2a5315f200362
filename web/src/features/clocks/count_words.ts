// What a clock counted, against which limit and by which calendar, in sentences.

import { desk_now } from '../../api/desk_time.svelte';
import type { Clock, Party, RecordType } from '../../api/types';
import { say } from '../../words';
import { clock_time, duration, reader_place, working_duration } from '../../words/time';
import { title_among } from '../../words/titles';
import { waiting_words } from '../custody/holder_words';
import { reason_words } from './reason_words';

export function count_words(clock: Clock, type: RecordType | null, reporter: Party | null): string[] {
    const lines = [used(clock), older(clock), ...pauses(clock, type, reporter), then(clock, type)];
    return lines.filter((line) => line !== null);
}

function used(clock: Clock): string | null {
    if (clock.elapsed_s === null || clock.limit_s === null || clock.state === 'waiting') {
        return null;
    }
    const places = { used: working_duration(clock.elapsed_s), limit: working_duration(clock.limit_s) };
    return clock.calendar
        ? say('clock.used', { ...places, calendar: clock.calendar })
        : say('clock.used_plain', places);
}

/** What is told of the time before the stretches that are listed: only its sum. */
function older({ why }: Clock): string | null {
    const [first] = why ?? [];
    return first?.sum_s === undefined || first.to === null
        ? null
        : say('clock.older', { time: clock_time(Date.parse(first.to), desk_now(), reader_place()), counted: working_duration(first.sum_s) });
}

/** Each cause that held the clock back, with how long in all; closed hours are the calendar's own matter. */
function pauses(clock: Clock, type: RecordType | null, reporter: Party | null): string[] {
    const found = new Map<string, number>();
    for (const { from, to, counted, reason } of clock.why ?? []) {
        const cause = counted || to === null ? null : pause_words(reason, type, reporter);
        if (cause !== null && to !== null) {
            found.set(cause, (found.get(cause) ?? 0) + (Date.parse(to) - Date.parse(from)) / 1_000);
        }
    }
    return [...found].map(([cause, seconds]) => say('clock.not_counted_for', { time: duration(seconds), cause }));
}

function pause_words(reason: string, type: RecordType | null, reporter: Party | null): string | null {
    const state = /^state (.+)$/.exec(reason)?.[1];
    if (state !== undefined) {
        const waiting = type?.states.find((known) => known.name === state)?.waiting;
        return waiting ? waiting_words(waiting, reporter) : reason_words(reason, type);
    }
    return /^waiting |^act |^paused$| open$/.test(reason) ? reason_words(reason, type) : null;
}

/** What running out brings about. */
function then(clock: Clock, type: RecordType | null): string | null {
    const act = type?.clocks?.find((known) => known.name === clock.name)?.breach;
    const runs = clock.state === 'running' || clock.state === 'paused';
    return act && runs ? say('clock.then', { act: title_among(type?.acts, act) }) : null;
}
