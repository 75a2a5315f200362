import { type FigureReport, type Report, figure_reports, reports } from '../features/reports/choice';

export type Screen =
    | { name: 'queue' }
    | { name: 'record'; number: string }
    | { name: 'log'; process: string | null; type: string | null }
    | { name: 'overview'; process: string | null }
    | { name: 'report'; report: Report }
    | { name: 'figure'; report: FigureReport }
    | { name: 'process'; id: string | null; type: string | null }
    | { name: 'calendars' | 'agreements'; which: string | null }
    | { name: 'none' };

/** Which screen a path asks for. */
export function screen_of(path: string): Screen {
    let parts: string[];
    try {
        parts = path.split('/').filter(Boolean).map(decodeURIComponent);
    } catch {
        return { name: 'none' };
    }
    const [first, second] = parts;
    if (first === undefined) {
        return { name: 'queue' };
    }
    if (first === 't' && second !== undefined && parts.length === 2) {
        return { name: 'record', number: second };
    }
    if (first === 'overview' && parts.length <= 2) {
        return { name: 'overview', process: second ?? null };
    }
    if (first === 'reports') {
        return report_screen(parts.slice(1));
    }
    if (first === 'new' && (parts.length === 1 || parts.length === 3)) {
        return { name: 'log', process: second ?? null, type: parts[2] ?? null };
    }
    if (first === 'process' && parts.length <= 3) {
        return { name: 'process', id: second ?? null, type: parts[2] ?? null };
    }
    if ((first === 'calendars' || first === 'agreements') && parts.length <= 2) {
        return { name: first, which: second ?? null };
    }
    return { name: 'none' };
}

/** Of the parts behind `/reports`. */
function report_screen([name = reports[0], records, ...more]: string[]): Screen {
    const report = reports.find((each) => each === name);
    const with_figures = figure_reports.find((each) => each === name);
    if (report !== undefined && records === undefined) {
        return { name: 'report', report };
    }
    if (with_figures !== undefined && records === 'records' && more.length === 0) {
        return { name: 'figure', report: with_figures };
    }
    return { name: 'none' };
}
