import { type Report, reports } from '../features/reports/choice';

export type Screen =
    | { name: 'queue' }
    | { name: 'record'; number: string }
    | { name: 'log'; process: string | null; type: string | null }
    | { name: 'overview'; process: string | null }
    | { name: 'report' | 'figure'; report: Report }
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
    const [first, second, third] = parts;
    if (first === undefined) {
        return { name: 'queue' };
    }
    if (first === 't' && second !== undefined && parts.length === 2) {
        return { name: 'record', number: second };
    }
    if (first === 'overview' && parts.length <= 2) {
        return { name: 'overview', process: second ?? null };
    }
    const report = first === 'reports' ? reports.find((each) => each === (second ?? reports[0])) : undefined;
    if (report !== undefined && (parts.length <= 2 || (parts.length === 3 && third === 'records'))) {
        return { name: third === undefined ? 'report' : 'figure', report };
    }
    if (first === 'new' && (parts.length === 1 || parts.length === 3)) {
        return { name: 'log', process: second ?? null, type: third ?? null };
    }
    if (first === 'process' && parts.length <= 3) {
        return { name: 'process', id: second ?? null, type: third ?? null };
    }
    if ((first === 'calendars' || first === 'agreements') && parts.length <= 2) {
        return { name: first, which: second ?? null };
    }
    return { name: 'none' };
}
