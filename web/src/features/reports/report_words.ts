// What the lines and figures of a report are called, by the titles of the process.

import type { ConformanceReport, FlowReport, FlowTarget, HeldBy, Process, RecordType } from '../../api/types';
import { say } from '../../words';
import { date_name, duration, month_name } from '../../words/time';
import { party_name, plain_name, title_among, title_of } from '../../words/titles';
import { role_title, state_title } from '../processes/definitions';
import { type ReportChoice, days_later } from './choice';

/** Where the titles come from; null while they are on their way. */
export interface Titles {
    process: Process | null;
    type: RecordType | null;
}

export const target_ends = ['met', 'met_late', 'breached', 'running', 'cancelled'] as const;
export type TargetEnd = (typeof target_ends)[number];

export function state_words(state: string, { type }: Titles): string {
    return state_title(type, state);
}

export function path_words(path: readonly string[], titles: Titles): string {
    return path.map((state) => state_words(state, titles)).join(' → ');
}

export function clock_words(clock: string, { type }: Titles): string {
    return title_among(type?.clocks, clock);
}

export function act_words(act: string, { type }: Titles): string {
    return title_among(type?.acts, act);
}

export function priority_words(priority: string | null, { type }: Titles): string {
    if (priority === null) {
        return say('report.no_priority');
    }
    const field = type?.fields.find((each) => each.name === type.priority);
    const choice = field?.choices?.find((each) => each.value === priority);
    return choice ? title_of({ ...choice, name: choice.value }) : plain_name(priority);
}

/** The team or organisation, and the role in which it had the record. */
export function holder_title({ role, team, organisation }: Pick<HeldBy, 'role' | 'team' | 'organisation'>, { process }: Titles): string {
    const group = party_name(team) ?? party_name(organisation);
    const as = role_title(process, role);
    return group === null ? as : say('report.held_as', { group, role: as });
}

/** `3 h 20 min`, or a dash where nothing was resolved. */
export function time_words(seconds: number | null): string {
    return seconds === null ? say('app.nothing') : duration(seconds);
}

/** A part of a whole, 0 to 1: to a tenth of a per cent where it is near either end, as whole per cents else. */
export function share_words(share: number | null): string {
    if (share === null) {
        return say('app.nothing');
    }
    const percent = share * 100;
    const near_an_end = (percent > 0 && percent < 10) || (percent > 90 && percent < 100);
    const rounded = near_an_end ? Math.round(percent * 10) / 10 : Math.round(percent);
    // Not all is not all, and some is not none, however little it is.
    const told = share > 0 && share < 1 ? Math.min(Math.max(rounded, 0.1), 99.9) : rounded;
    return say('report.percent', { share: told });
}

/** When what is counted began, or on which days somebody worked. */
export function period_words({ from, to }: Pick<ReportChoice, 'from' | 'to'>, of: 'period' | 'days' = 'period'): string {
    const last = to === null ? null : date_name(days_later(to, -1));
    if (from === null) {
        return last === null ? say(`report.${of}_all`) : say(`report.${of}_until`, { last });
    }
    const first = date_name(from);
    return last === null ? say(`report.${of}_from`, { first }) : say(`report.${of}_between`, { first, last });
}

export function target_words({ clock }: FlowTarget, end: TargetEnd, titles: Titles): string {
    return say(`report.records.target.${end}`, { clock: clock_words(clock, titles) });
}

/** By figure: a sentence for its records. */
export type FigureWords = ReadonlyMap<string, string>;

export function flow_figure_words(report: FlowReport, titles: Titles): FigureWords {
    const found: [string, string][] = [
        [report.figure, say('report.records.all')],
        [report.figures.open, say('report.records.open')],
        [report.to_resolve.figure, say('report.records.resolved')],
        [report.reassignments.figure, say('report.records.reassigned')],
        [report.reopenings.figure, say('report.records.reopened')],
    ];
    for (const { month, figure, figures, states } of report.months) {
        const began = { month: month_name(month, 'long') };
        found.push(
            [figure, say('report.records.month', began)],
            [figures.resolved, say('report.records.month_resolved', began)],
            [figures.within, say('report.records.month_within', began)],
            [figures.outside, say('report.records.month_outside', began)],
        );
        for (const each of states) {
            found.push([each.figure, say('report.records.month_state', { ...began, state: state_words(each.state, titles) })]);
        }
    }
    for (const line of report.to_resolve.by_priority) {
        found.push([line.figure, say('report.records.priority', { priority: priority_words(line.priority, titles) })]);
    }
    for (const line of report.held_by) {
        found.push([line.figure, say('report.records.held', { holder: holder_title(line, titles) })]);
    }
    for (const { times, figure } of report.reassignments.counts) {
        found.push([figure, say('report.records.reassigned_times', { times })]);
    }
    for (const { times, figure } of report.reopenings.counts) {
        found.push([figure, say('report.records.reopened_times', { times })]);
    }
    for (const { from, to, figure } of report.transitions) {
        found.push([figure, step_sentence(from, to, titles)]);
    }
    for (const { path, figure } of report.variants) {
        found.push([figure, say('report.records.variant', { path: path_words(path, titles) })]);
    }
    for (const target of report.targets) {
        found.push([target.figure, say('report.records.target', { clock: clock_words(target.clock, titles) })]);
        for (const end of target_ends) {
            found.push([target.figures[end], target_words(target, end, titles)]);
        }
    }
    return new Map(found);
}

export function conformance_figure_words(report: ConformanceReport, titles: Titles): FigureWords {
    return new Map([
        [report.figure, say('report.records.all')],
        ...report.transitions.map(({ from, to, figure }) => [figure, step_sentence(from, to, titles)] as const),
        ...report.starts.map(
            ({ state, figure }) => [figure, say('report.records.start', { state: state_words(state, titles) })] as const,
        ),
    ]);
}

function step_sentence(from: string, to: string, titles: Titles): string {
    return say('report.records.step', { from: state_words(from, titles), to: state_words(to, titles) });
}
