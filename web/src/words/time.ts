// Time in words. Durations are rounded down towards what can still be relied on.

import { say } from './index';

const minute_s = 60;
const day_s = 86_400;

/** `35 min`, `2 h 05 min`, `31 h`, `3 days` (from 48 hours up). Takes the size; the sign is the caller's. */
export function duration(seconds: number): string {
    const size = Math.abs(seconds);
    if (size < minute_s) {
        return say('time.under_minute');
    }
    if (size >= 2 * day_s) {
        return say('time.days', { count: Math.floor(size / day_s) });
    }
    return working_duration(size);
}

/** The same without days: a working day is not 24 hours, so counted time is told in hours. */
export function working_duration(seconds: number): string {
    const size = Math.floor(Math.abs(seconds) / minute_s);
    if (size === 0) {
        return say('time.under_minute');
    }
    const hours = Math.floor(size / 60);
    const minutes = size % 60;
    if (hours === 0) {
        return say('time.minutes', { count: minutes });
    }
    if (minutes === 0) {
        return say('time.hours', { count: hours });
    }
    return say('time.hours_minutes', { hours, minutes: String(minutes).padStart(2, '0') });
}

export interface Place {
    /** IANA name. */
    zone: string;
    language: string;
}

let found_place: Place | null = null;

/** Where the reader is, as this device says. */
export function reader_place(): Place {
    found_place ??= { zone: Intl.DateTimeFormat().resolvedOptions().timeZone, language: 'en-GB' };
    return found_place;
}

/** The last part of an IANA name, which is the one that people know: `Africa/Maputo` → `Maputo`. */
export function zone_name(zone: string): string {
    return (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ');
}

/** `15:40` today, `Tue 15:40` within six days, then `24 Nov 15:40`, with the year when it is another. */
export function clock_time(instant_ms: number, now_ms: number, place: Place): string {
    const at = new Date(instant_ms);
    const time = format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, place);
    if (day_of(at, place) === day_of(new Date(now_ms), place)) {
        return time;
    }
    if (Math.abs(instant_ms - now_ms) < 6 * day_s * 1_000) {
        return `${format(at, { weekday: 'short' }, place)} ${time}`;
    }
    return `${date_words(at, now_ms, place)} ${time}`;
}

/** With its day, whenever it is: where what was stands beside what will be, a weekday alone would mislead. */
export function dated_time(instant_ms: number, now_ms: number, place: Place): string {
    const at = new Date(instant_ms);
    return `${date_words(at, now_ms, place)} ${format(at, { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' }, place)}`;
}

/** As `clock_time`, with the place that it is told for: `15:40 Maputo`. */
export function clock_time_at(instant_ms: number, now_ms: number, place: Place): string {
    return `${clock_time(instant_ms, now_ms, place)} ${zone_name(place.zone)}`;
}

/** A whole instant for a tooltip: `Tuesday, 24 November 2026 at 15:40:00 CAT`. */
export function full_time(instant_ms: number, place: Place): string {
    return format(new Date(instant_ms), { dateStyle: 'full', timeStyle: 'long' }, place);
}

/** A day of the calendar, written `2026-11-22`: `22` or `Sunday 22 November`. */
export function day_name(day: string, size: 'short' | 'long'): string {
    const parts: Intl.DateTimeFormatOptions =
        size === 'short' ? { day: 'numeric' } : { weekday: 'long', day: 'numeric', month: 'long' };
    // A day is the same everywhere: it is read and written in one zone.
    return format(new Date(`${day}T00:00:00Z`), parts, { ...reader_place(), zone: 'UTC' });
}

/** A month, written `2016-03`: `Mar 2016` or `March 2016`. */
export function month_name(month: string, size: 'short' | 'long'): string {
    const parts: Intl.DateTimeFormatOptions = { month: size, year: 'numeric' };
    return format(new Date(`${month}-01T00:00:00Z`), parts, { ...reader_place(), zone: 'UTC' });
}

/** A day of the calendar with its year: `1 March 2016`. */
export function date_name(day: string): string {
    const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'long', year: 'numeric' };
    return format(new Date(`${day}T00:00:00Z`), parts, { ...reader_place(), zone: 'UTC' });
}

export interface WallTime {
    /** `2026-11-24` */
    day: string;
    /** How much of the day has gone by on the wall's clock: 0 at midnight, 0.5 at noon. */
    fraction: number;
}

/** An instant on the wall of that place. */
export function wall_time(instant_ms: number, place: Place): WallTime {
    const parts: Intl.DateTimeFormatOptions = {
        year: 'numeric',
        month: '2-digit',
        day: '2-digit',
        hour: '2-digit',
        minute: '2-digit',
        second: '2-digit',
        hourCycle: 'h23',
    };
    const text = format(new Date(instant_ms), parts, { ...place, language: 'sv-SE' });
    const [day = '', time = ''] = text.split(' ');
    const [hours = 0, minutes = 0, seconds = 0] = time.split(':').map(Number);
    return { day, fraction: (hours * 3_600 + minutes * 60 + seconds) / day_s };
}

/** `Tue 24 Nov`. */
export function day_words(instant_ms: number, place: Place): string {
    return format(new Date(instant_ms), { weekday: 'short', day: 'numeric', month: 'short' }, place);
}

function date_words(at: Date, now_ms: number, place: Place): string {
    const same_year = year_of(at, place) === year_of(new Date(now_ms), place);
    const parts: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' };
    return format(at, same_year ? parts : { ...parts, year: 'numeric' }, place);
}

function day_of(at: Date, place: Place): string {
    return format(at, { year: 'numeric', month: '2-digit', day: '2-digit' }, place);
}

function year_of(at: Date, place: Place): string {
    return format(at, { year: 'numeric' }, place);
}

// Making a formatter costs far more than using it, and a list formats hundreds of instants.
const formatters = new Map<string, Intl.DateTimeFormat>();

function format(at: Date, options: Intl.DateTimeFormatOptions, place: Place): string {
    const name = JSON.stringify([place.language, place.zone, options]);
    let formatter = formatters.get(name);
    if (formatter === undefined) {
        formatter = new Intl.DateTimeFormat(place.language, { ...options, timeZone: place.zone });
        formatters.set(name, formatter);
    }
    return formatter.format(at);
}
