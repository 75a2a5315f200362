// A calendar as its form has it, out of the desk's JSON and back into it.

import type { CalendarFile, CalendarSpec, Hours } from '../../api/types';
import { say } from '../../words';
import { type DayName, type Week, days, hours_text, read_hours } from './hours';

/** The regions whose public holidays come with the desk. */
export const regions = ['DK', 'MZ', 'NL', 'US', 'US-IA'] as const;

export interface HolidayRow {
    /** `2026-12-24`, or a rule such as `easter +1`. */
    day: string;
    name: string;
}

export interface DatedRow {
    date: string;
    hours: string;
}

export interface CalendarDraft {
    zone: string;
    always: boolean;
    week: Record<DayName, string>;
    regions: string[];
    holidays: HolidayRow[];
    special: DatedRow[];
    breaks: DatedRow[];
}

/** What stands wrong in the form, by the place of it. */
export type DraftProblems = Map<string, string>;

export function draft_of(spec: CalendarSpec): CalendarDraft {
    return {
        zone: spec.tz ?? '',
        always: spec.always_open === true,
        week: Object.fromEntries(days.map((day) => [day, hours_text(spec.week?.[day])])) as Record<DayName, string>,
        regions: regions_of(spec),
        holidays: (spec.holidays ?? []).map((holiday) =>
            typeof holiday === 'string' ? { day: holiday, name: '' } : { day: holiday.date ?? holiday.rule ?? '', name: holiday.name ?? '' },
        ),
        special: rows_of(spec.special_days),
        breaks: rows_of(spec.breaks),
    };
}

export function regions_of(spec: CalendarSpec): string[] {
    return typeof spec.holidays_of === 'string' ? [spec.holidays_of] : (spec.holidays_of ?? []);
}

function rows_of(dated: Record<string, Hours[]> | undefined): DatedRow[] {
    return Object.entries(dated ?? {}).map(([date, hours]) => ({ date, hours: hours_text(hours) }));
}

/** The spec that the form says, or what of it cannot be read. Whether rules and zones exist, the desk says. */
export function spec_of(draft: CalendarDraft): { spec: CalendarSpec } | { problems: DraftProblems } {
    const problems: DraftProblems = new Map();
    if (draft.zone.trim() === '') {
        problems.set('zone', say('calendar.zone_missing'));
    }
    const week: Week = {};
    for (const day of draft.always ? [] : days) {
        const hours = hours_at(draft.week[day], `week.${day}`, problems);
        if (hours.length > 0) {
            week[day] = hours;
        }
    }
    const holidays = draft.holidays.filter(({ day, name }) => day.trim() !== '' || name.trim() !== '').map(({ day, name }, at) => {
        if (day.trim() === '') {
            problems.set(`holidays.${at}`, say('calendar.day_missing'));
        }
        const named = name.trim() === '' ? {} : { name: name.trim() };
        return is_date(day.trim()) ? { date: day.trim(), ...named } : { rule: day.trim(), ...named };
    });
    const special_days = dated_at(draft.special, 'special', problems);
    const breaks = dated_at(draft.breaks, 'breaks', problems);
    const spec: CalendarSpec = {
        tz: draft.zone.trim(),
        ...(draft.always ? { always_open: true } : { week }),
        ...(draft.regions.length > 0 ? { holidays_of: draft.regions } : {}),
        ...(holidays.length > 0 ? { holidays } : {}),
        ...(Object.keys(special_days).length > 0 ? { special_days } : {}),
        ...(Object.keys(breaks).length > 0 ? { breaks } : {}),
    };
    return problems.size > 0 ? { problems } : { spec };
}

function dated_at(rows: readonly DatedRow[], place: string, problems: DraftProblems): Record<string, Hours[]> {
    const found: Record<string, Hours[]> = {};
    rows.forEach(({ date, hours }, at) => {
        if (date.trim() === '' && hours.trim() === '') {
            return;
        }
        if (!is_date(date.trim())) {
            problems.set(`${place}.${at}`, say('calendar.date_missing'));
            return;
        }
        if (found[date.trim()] !== undefined) {
            problems.set(`${place}.${at}`, say('calendar.date_twice'));
            return;
        }
        found[date.trim()] = hours_at(hours, `${place}.${at}`, problems);
    });
    return found;
}

function hours_at(text: string, place: string, problems: DraftProblems): Hours[] {
    const hours = read_hours(text);
    if (hours === null) {
        problems.set(place, say('calendar.hours_unread'));
    }
    return hours ?? [];
}

/** Whether it has the hours that a calendar has already. */
export function same_hours(draft: CalendarDraft, spec: CalendarSpec): boolean {
    return JSON.stringify(spec_of(draft)) === JSON.stringify(spec_of(draft_of(spec)));
}

export function is_date(text: string): boolean {
    return /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
}

/** The days and rules of a file; each that the form does not have yet once. */
export function read_rows({ holidays, recurring }: Pick<CalendarFile, 'holidays' | 'recurring'>): HolidayRow[] {
    const days = holidays.map(({ date, name }) => ({ day: date, name }));
    const rules = recurring.map(({ rule, name }) => ({ day: rule, name }));
    return [...new Map([...rules, ...days].map((row) => [row.day, row])).values()];
}

export function new_rows(rows: readonly HolidayRow[], read: readonly HolidayRow[]): HolidayRow[] {
    const known = new Set(rows.map(({ day }) => day));
    return read.filter(({ day }) => !known.has(day));
}
