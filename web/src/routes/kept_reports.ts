// The reports that this person left for the records of a figure: coming back to one shows it as it was left. In memory only.

import * as desk from '../api/desk';
import type { ConformanceReport, CustodyReport, FlowReport, HoursReport } from '../api/types';
import type { FigureReport, Report } from '../features/reports/choice';
import { Unfolded } from '../features/reports/unfolded.svelte';

export type WithFigures = { flow: FlowReport } | { conformance: ConformanceReport } | { custody: CustodyReport };
export type AnyReport = WithFigures | { hours: HoursReport };

/** The report of that name, as the desk counts it now. */
export async function ask_report(report: Report, query: URLSearchParams): Promise<AnyReport> {
    return report === 'hours' ? { hours: await desk.hours(query) } : ask_figures(report, query);
}

/** The same of one whose figures open records. */
export async function ask_figures(report: FigureReport, query: URLSearchParams): Promise<WithFigures> {
    switch (report) {
        case 'flow':
            return { flow: await desk.flow(query) };
        case 'conformance':
            return { conformance: await desk.conformance(query) };
        case 'custody':
            return { custody: await desk.custody(query) };
    }
}

export interface KeptReport {
    report: AnyReport;
    unfolded: Unfolded;
    /** The figure that had the focus, and how far below the window's upper edge it stood, in px. */
    figure: { name: string; top: number } | null;
}

const kept_max = 4;
const kept = new Map<string, KeptReport>();

/** `place` is the report's address, with who reads it. */
export function keep_report(place: string, report: KeptReport): void {
    kept.delete(place);
    kept.set(place, report);
    const oldest = kept.keys().next().value;
    if (kept.size > kept_max && oldest !== undefined) {
        kept.delete(oldest);
    }
}

export function kept_report(place: string): KeptReport | null {
    return kept.get(place) ?? null;
}

/** The figure that the reader opens, and where it stands. */
export function figure_in_focus(): KeptReport['figure'] {
    const link = document.activeElement?.closest<HTMLElement>('main [data-figure]');
    const name = link?.dataset['figure'];
    return link && name !== undefined ? { name, top: link.getBoundingClientRect().top } : null;
}

/** Scrolls until the figure stands where it stood, and gives it the focus. */
export function return_to_figure({ name, top }: NonNullable<KeptReport['figure']>): void {
    const link = document.querySelector<HTMLElement>(`main [data-figure="${CSS.escape(name)}"]`);
    if (link) {
        link.focus({ preventScroll: true });
        scrollBy({ top: link.getBoundingClientRect().top - top, behavior: 'instant' });
    }
}

/** Nothing of one person's reports is left to the next. */
export function forget_reports(): void {
    kept.clear();
}
