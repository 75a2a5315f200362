// What a report is about: process, type and period. They live in the address, so that a copied link shows the same report.

import type { Process } from '../../api/types';

export interface ReportChoice {
    /** Null: the desk has no process. */
    process: string | null;
    type: string | null;
    /** The first day, and the first day after it, such as `2016-03-01`; null: no bound. */
    from: string | null;
    to: string | null;
}

/** Those whose figures open the records behind them. */
export const figure_reports = ['flow', 'conformance', 'custody'] as const;
export type FigureReport = (typeof figure_reports)[number];
export const reports = [...figure_reports, 'hours'] as const;
export type Report = (typeof reports)[number];

/** Reads an address's query; what it leaves out, or nobody knows, is the first that there is. */
export function choice_from(query: URLSearchParams, processes: readonly Process[]): ReportChoice {
    const process = processes.find((each) => each.id === query.get('process')) ?? processes[0];
    const type = process?.types.find((each) => each.name === query.get('type')) ?? process?.types[0];
    return {
        process: process?.id ?? null,
        type: type?.name ?? null,
        from: day_in(query.get('from')),
        to: day_in(query.get('to')),
    };
}

/** The query of a report, in its address as of the desk. */
export function choice_query(choice: ReportChoice): URLSearchParams {
    const query = new URLSearchParams();
    for (const name of ['process', 'type', 'from', 'to'] as const) {
        const value = choice[name];
        if (value !== null) {
            query.set(name, value);
        }
    }
    return query;
}

export function report_address(report: Report, choice: ReportChoice): string {
    return `/reports/${report}?${choice_query(choice)}`;
}

/** The address of the list of the records behind a figure of that report. */
export function records_address(report: FigureReport, choice: ReportChoice, figure: string): string {
    const query = choice_query(choice);
    query.set('figure', figure);
    return `/reports/${report}/records?${query}`;
}

/** The same report as a file. */
export function csv_address(report: Report, choice: ReportChoice): string {
    const query = choice_query(choice);
    query.set('format', 'csv');
    return `/api/v1/reports/${report}?${query}`;
}

export const periods = ['all', 'days_30', 'months_12', 'this_year', 'last_year'] as const;
export type Period = (typeof periods)[number];
type Bounds = Pick<ReportChoice, 'from' | 'to'>;

/** The days of a period, as seen on that day. */
export function period_bounds(period: Period, today: string): Bounds {
    const year = Number(today.slice(0, 4));
    switch (period) {
        case 'all':
            return { from: null, to: null };
        case 'days_30':
            return { from: days_later(today, -29), to: null };
        case 'months_12':
            // Whole months, this one and the eleven before it.
            return { from: month_before(today, 11), to: null };
        case 'this_year':
            return { from: `${year}-01-01`, to: null };
        case 'last_year':
            return { from: `${year - 1}-01-01`, to: `${year}-01-01` };
    }
}

/** The period that these days are; null for days that somebody chose. */
export function period_of({ from, to }: Bounds, today: string): Period | null {
    const same = (period: Period) => {
        const bounds = period_bounds(period, today);
        return bounds.from === from && bounds.to === to;
    };
    return periods.find(same) ?? null;
}

/** The choice with that bound. Where the two would cross, what was chosen last stands and the other goes. */
export function with_bound(choice: ReportChoice, bound: 'from' | 'to', day: string | null): ReportChoice {
    const changed = { ...choice, [bound]: day };
    const crossed = changed.from !== null && changed.to !== null && changed.from >= changed.to;
    return crossed ? { ...changed, [bound === 'from' ? 'to' : 'from']: null } : changed;
}

/** A day of the calendar so many days later. */
export function days_later(day: string, days: number): string {
    const at = new Date(`${day}T00:00:00Z`);
    at.setUTCDate(at.getUTCDate() + days);
    return at.toISOString().slice(0, 10);
}

function month_before(day: string, months: number): string {
    const at = new Date(`${day.slice(0, 7)}-01T00:00:00Z`);
    at.setUTCMonth(at.getUTCMonth() - months);
    return at.toISOString().slice(0, 10);
}

function day_in(text: string | null): string | null {
    const is_day = text !== null && /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(Date.parse(`${text}T00:00:00Z`));
    return is_day ? text : null;
}
