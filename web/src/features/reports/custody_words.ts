// What the lines and figures of the report of custody are called.

import type { Custodian, CustodyReport, Party } from '../../api/types';
import { say } from '../../words';
import { party_name } from '../../words/titles';
import { type FigureWords, type Titles, holder_title } from './report_words';

/** The person and the group that she had it for; the group alone where nobody in person had it. */
export function custodian_words(row: Custodian & { person: Party | null }, titles: Titles): string {
    const group = holder_title(row, titles);
    const person = party_name(row.person);
    return person === null ? group : say('report.custody.person', { person, group });
}

/** The two between whom records went back and forth. */
export function pair_words(a: Custodian, b: Custodian, titles: Titles): string {
    return say('report.custody.pair', { a: holder_title(a, titles), b: holder_title(b, titles) });
}

export function custody_figure_words(report: CustodyReport, titles: Titles): FigureWords {
    return new Map([
        [report.figure, say('report.records.all')],
        [report.ping_pong.figure, say('report.records.returned')],
        [report.hand_overs.figure, say('report.records.handed_over')],
        ...report.held_by.map((line) => [line.figure, say('report.records.held', { holder: custodian_words(line, titles) })] as const),
        ...report.ping_pong.pairs.map(({ a, b, figure }) => [figure, say('report.records.returned_between', { pair: pair_words(a, b, titles) })] as const),
        ...report.hand_overs.counts.map(({ times, figure }) => [figure, say('report.records.handed_over_times', { times })] as const),
        ...(report.reasons ?? []).map(({ title, figure }) => [figure, say('report.records.reason', { reason: title })] as const),
    ]);
}
