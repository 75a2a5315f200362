// What the page asks of the desk, one function for each call of the API.

import { call } from './call';
import { Refused } from './refused';
import type {
    ActBody,
    Agreement,
    AgreementWords,
    BackTest,
    BackTestChange,
    Calendar,
    CalendarFile,
    CalendarWords,
    Clock,
    ClockStretch,
    CommentBody,
    ConformanceReport,
    CustodyReport,
    DeskRecord,
    Differences,
    Draft,
    Entry,
    Findings,
    FlowReport,
    HoursReport,
    Listed,
    Me,
    Move,
    NewDelegate,
    NewRecord,
    NewTimeEntry,
    NewView,
    NewVote,
    OnCall,
    Page,
    Person,
    PlayedRehearsal,
    Preview,
    Process,
    ProcessSummary,
    ProcessWatch,
    Recomputed,
    RehearsalList,
    Row,
    SentValue,
    Session,
    Standing,
    TimelineEntry,
    View,
    ViewCount,
    WhoIsHere,
} from './types';

const page_size = 50;
const pages_max = 5;

export function sign_in(name: string, password: string, key: string): Promise<Session> {
    return call('/session', { method: 'POST', body: { name, password }, key, takes_401: true });
}

export function sign_out(): Promise<unknown> {
    return call('/session', { method: 'DELETE' });
}

/** Whoever is signed in, or null. */
export async function who_is_here(): Promise<Me | null> {
    return (await call<WhoIsHere>('/session')).me;
}

/** Whoever is signed in, as she stands now. */
export function me(): Promise<Me> {
    return call('/me');
}

/** Who votes in one's own place from now on, null for nobody; the answer is oneself. */
export function set_delegate(delegate: NewDelegate | null, key: string): Promise<Me> {
    return call('/me/delegate', delegate === null ? { method: 'DELETE', key } : { method: 'PUT', body: delegate, key });
}

export function person(id: string): Promise<Person> {
    return call(`/people/${encodeURIComponent(id)}`);
}

/** The same in another's place, as an administrator says it. */
export function set_delegate_of(id: string, delegate: NewDelegate | null, key: string): Promise<Person> {
    return call(`/people/${encodeURIComponent(id)}`, { method: 'PATCH', body: { delegate }, key });
}

export async function processes(): Promise<ProcessSummary[]> {
    return (await call<Page<ProcessSummary>>('/processes')).items;
}

export function process(id: string, version: number): Promise<Process> {
    return call(`/processes/${encodeURIComponent(id)}?version=${version}`);
}

/** What the later version changes from the earlier one, and which open records of that each change concerns. */
export function differences(id: string, from: number, to: number): Promise<Differences> {
    return call(`/processes/${encodeURIComponent(id)}/differences?from=${from}&to=${to}`);
}

/** Whether that process is being written on this desk, and why what was saved last is not in use. */
export function process_watch(id: string): Promise<ProcessWatch> {
    return call(`/processes/${encodeURIComponent(id)}/watch`);
}

/** What exploring that version shows; the desk finds it out when it is asked first. */
export function findings(id: string, version: number): Promise<Findings> {
    return call(`/processes/${encodeURIComponent(id)}/findings?version=${version}`);
}

export function rehearsals(id: string, version: number): Promise<RehearsalList> {
    return call(`/processes/${encodeURIComponent(id)}/rehearsals?version=${version}`);
}

export function rehearsal(id: string, version: number, name: string): Promise<PlayedRehearsal> {
    return call(`/processes/${encodeURIComponent(id)}/rehearsals/${encodeURIComponent(name)}?version=${version}`);
}

/** One page of records; the count comes with the first page only, since counting costs the desk. */
export function records(query: URLSearchParams, cursor: string | null): Promise<Page<Row>> {
    return call(`/records?${paged(query, cursor)}`);
}

function paged(query: URLSearchParams, cursor: string | null): URLSearchParams {
    const asked = new URLSearchParams(query);
    asked.set('limit', String(page_size));
    if (cursor === null) {
        asked.set('count', 'true');
    } else {
        asked.set('cursor', cursor);
    }
    return asked;
}

/** The records that fit these words best, open or not: a few, for someone who is still typing. */
export async function find(words: string, limit: number, signal: AbortSignal): Promise<DeskRecord[]> {
    const asked = new URLSearchParams({ q: words, limit: String(limit), sort: '-updated' });
    return (await call<Page<DeskRecord>>(`/records?${asked}`, { signal })).items;
}

/** Those of these numbers (at most 50) that fit the query and may be seen. */
export async function records_numbered(numbers: readonly string[], query: URLSearchParams): Promise<Row[]> {
    const asked = new URLSearchParams(query);
    asked.set('numbers', numbers.join(','));
    asked.set('limit', String(page_size));
    return (await call<Page<Row>>(`/records?${asked}`)).items;
}

/** How many there are; `more` when counting them all would have taken too long. */
export async function count(query: URLSearchParams): Promise<{ count: number; more: boolean }> {
    const asked = new URLSearchParams(query);
    asked.set('limit', '1');
    asked.set('count', 'true');
    const found = await call<Page<Row>>(`/records?${asked}`);
    return { count: found.count ?? 0, more: found.count_more === true };
}

/** The one record that has been open the longest; null when none is. */
export async function oldest_open(): Promise<Row | null> {
    return (await call<Page<Row>>('/records?open=true&sort=created&limit=1')).items[0] ?? null;
}

export async function views(): Promise<View[]> {
    return (await call<Page<View>>('/views')).items;
}

export async function view_counts(): Promise<ViewCount[]> {
    return (await call<Page<ViewCount>>('/views/counts')).items;
}

export function add_view(view: NewView, key: string): Promise<View> {
    return call('/views', { method: 'POST', body: view, key });
}

export function change_view({ id, version }: View, change: Partial<NewView>, key: string): Promise<View> {
    return call(`/views/${encodeURIComponent(id)}`, { method: 'PATCH', body: change, if_match: version, key });
}

export function remove_view({ id, version }: View, key: string): Promise<void> {
    return call(`/views/${encodeURIComponent(id)}`, { method: 'DELETE', if_match: version, key });
}

export async function oncall(): Promise<OnCall[]> {
    return (await call<Page<OnCall>>('/oncall')).items;
}

export function standing(process: string | null): Promise<Standing> {
    return call(`/reports/standing${process === null ? '' : `?${new URLSearchParams({ process })}`}`);
}

export function flow(query: URLSearchParams): Promise<FlowReport> {
    return call(`/reports/flow?${query}`);
}

export function conformance(query: URLSearchParams): Promise<ConformanceReport> {
    return call(`/reports/conformance?${query}`);
}

export function custody(query: URLSearchParams): Promise<CustodyReport> {
    return call(`/reports/custody?${query}`);
}

/** How long people worked on which records, on the days of a period. */
export function hours(query: URLSearchParams): Promise<HoursReport> {
    return call(`/reports/hours?${query}`);
}

/** One page of the records behind a figure of a report; the query names the report's choice and the figure. */
export function figure_records(of: 'flow' | 'custody', query: URLSearchParams, cursor: string | null): Promise<Page<Row>> {
    return call(`/reports/${of}/records?${paged(query, cursor)}`);
}

export async function calendars(): Promise<Calendar[]> {
    return (await all_pages<Calendar>('/calendars')).items;
}

/** With all its versions. */
export function calendar(name: string): Promise<Calendar> {
    return call(`/calendars/${encodeURIComponent(name)}`);
}

export function add_calendar(words: CalendarWords, key: string): Promise<Calendar> {
    return call('/calendars', { method: 'POST', body: words, key });
}

/** The words become its next version, the one after the newest: `version` is the one that holds now. */
export function change_calendar({ id, version, versions = [] }: Calendar, words: CalendarWords, key: string): Promise<Calendar> {
    const newest = Math.max(version, ...versions.map((one) => one.version));
    return call(`/calendars/${encodeURIComponent(id)}`, { method: 'PATCH', body: words, if_match: newest, key });
}

export function read_calendar_file(ics: string): Promise<CalendarFile> {
    return call('/calendars/read', { method: 'POST', body: { ics } });
}

export async function agreements(): Promise<Agreement[]> {
    return (await all_pages<Agreement>('/agreements')).items;
}

/** With all its versions. */
export function agreement(name: string): Promise<Agreement> {
    return call(`/agreements/${encodeURIComponent(name)}`);
}

export function add_agreement(words: AgreementWords, key: string): Promise<Agreement> {
    return call('/agreements', { method: 'POST', body: words, key });
}

export function change_agreement({ id, version }: Agreement, words: AgreementWords, key: string): Promise<Agreement> {
    return call(`/agreements/${encodeURIComponent(id)}`, { method: 'PUT', body: words, if_match: version, key });
}

export function agree({ id, version }: Agreement, reference: string | null, key: string): Promise<Agreement> {
    return call(`/agreements/${encodeURIComponent(id)}/agree`, { method: 'POST', body: { reference }, if_match: version, key });
}

/** What the clocks of a process would have come to between two instants. */
export function backtest(process: string, from: string, to: string, change: BackTestChange): Promise<BackTest> {
    return call('/backtest', { method: 'POST', body: { process, from, to, ...change } });
}

export function record(number: string): Promise<DeskRecord> {
    return call(record_path(number));
}

/** What a clock has counted before an instant, the newest first. */
export function stretches(number: string, { name, leg }: Clock, before: string): Promise<Page<ClockStretch>> {
    const asked = new URLSearchParams({ leg: String(leg), limit: '200', cursor: before });
    return call(`${record_path(number)}/clocks/${encodeURIComponent(name)}/stretches?${asked}`);
}

/** A bounded run of entries; `next` of the answer leads on where a record has more. */
export function timeline(number: string, cursor: string | null = null): Promise<Page<TimelineEntry>> {
    return all_pages(`${record_path(number)}/timeline`, cursor);
}

export function log_record(body: NewRecord, key: string): Promise<DeskRecord> {
    return call('/records', { method: 'POST', body, key });
}

export function act(number: string, name: string, body: ActBody, version: number | string, key: string) {
    const path = `${record_path(number)}/acts/${encodeURIComponent(name)}`;
    return call<DeskRecord>(path, { method: 'POST', body, if_match: version, key });
}

export function vote(number: string, body: NewVote, key: string): Promise<DeskRecord> {
    return call(`${record_path(number)}/votes`, { method: 'POST', body, key });
}

/** What counting its clocks anew would give; nothing is written. */
export function recomputed(number: string): Promise<Recomputed> {
    return call(`${record_path(number)}/recompute`);
}

/** What going to another version of its process would change; nothing is written. */
export function moved(number: string, to: number): Promise<Move> {
    return call(`${record_path(number)}/move?to=${to}`);
}

export function edit(number: string, fields: Record<string, SentValue>, version: number, key: string) {
    return call<DeskRecord>(record_path(number), { method: 'PATCH', body: { fields }, if_match: version, key });
}

export function comment(number: string, body: CommentBody, key: string): Promise<DeskRecord> {
    return call(`${record_path(number)}/comments`, { method: 'POST', body, key });
}

export function log_time(number: string, body: NewTimeEntry, key: string): Promise<DeskRecord> {
    return call(`${record_path(number)}/time-entries`, { method: 'POST', body, key });
}

export type PartyKind = 'people' | 'organisations' | 'teams';

export async function parties(kind: PartyKind): Promise<Listed[]> {
    const { items } = await all_pages<Entry>(`/${kind}`);
    return items.map((entry) => ({ ...entry, name: entry.display || entry.name }));
}

/** The first people whose name holds the words. */
export async function people_like(words: string): Promise<Listed[]> {
    const { items } = await call<Page<Entry>>(`/people?${new URLSearchParams({ q: words, limit: '8' })}`);
    return items.map((entry) => ({ ...entry, name: entry.display || entry.name }));
}

/** What the record would be given if it were logged now; nothing is written. */
export function preview(body: Partial<NewRecord>): Promise<Preview> {
    return call('/preview', { method: 'POST', body });
}

/** A person's records that are not done yet, the latest first. */
export function open_records_of(reporter: string): Promise<Page<Row>> {
    const query = new URLSearchParams({ reporter, open: 'true', sort: '-updated', limit: '5', count: 'true' });
    return call(`/records?${query}`);
}

interface UploadAnswer {
    upload: string;
    offset: number;
    complete: boolean;
}

export function begin_upload(name: string, media_type: string, length: number, part: Blob): Promise<UploadAnswer> {
    const query = new URLSearchParams({ name, length: String(length) });
    return call(`/uploads?${query}`, { method: 'POST', bytes: new Blob([part], { type: media_type }) });
}

export function continue_upload(upload: string, offset: number, part: Blob): Promise<UploadAnswer> {
    return call(`/uploads/${encodeURIComponent(upload)}?offset=${offset}`, { method: 'PATCH', bytes: part });
}

export function upload_state(upload: string): Promise<UploadAnswer> {
    return call(`/uploads/${encodeURIComponent(upload)}`);
}

// Drafts are kept behind the writer's back: an ended session is told when she acts, not while she types.

/** Null when the desk keeps none of that name. */
export async function draft(number: string, slot: string): Promise<Draft | null> {
    const query = new URLSearchParams({ number, slot });
    const { items } = await call<Page<Draft>>(`/drafts?${query}`, { takes_401: true });
    return items[0] ?? null;
}

export interface DraftBody {
    text: string;
    values: Record<string, unknown>;
    device: string;
}

/** Keeps it over the version that was seen (null: none). `other` is what lies there instead; null: nothing does. */
export async function keep_draft(
    number: string,
    slot: string,
    body: DraftBody,
    seen: number | null,
): Promise<{ kept: Draft } | { other: Draft | null }> {
    try {
        const seen_so = seen === null ? { if_none: true as const } : { if_match: seen };
        const path = draft_path(number, slot);
        return { kept: await call<Draft>(path, { method: 'PUT', body, takes_401: true, ...seen_so }) };
    } catch (error) {
        return { other: other_draft(error) };
    }
}

/** Discards the version that was seen; where another lies there, it stays and is the answer. */
export async function drop_draft(number: string, slot: string, seen: number): Promise<Draft | null> {
    try {
        await call(draft_path(number, slot), { method: 'DELETE', takes_401: true, if_match: seen });
        return null;
    } catch (error) {
        return other_draft(error);
    }
}

function other_draft(error: unknown): Draft | null {
    if (error instanceof Refused && error.status === 412) {
        return (error.problem as { draft?: Draft | null }).draft ?? null;
    }
    throw error;
}

function draft_path(number: string, slot: string): string {
    return `/drafts/${encodeURIComponent(number)}/${encodeURIComponent(slot)}`;
}

export function attachment_address(number: string, attachment: string): string {
    return `/api/v1${record_path(number)}/attachments/${encodeURIComponent(attachment)}`;
}

function record_path(number: string): string {
    return `/records/${encodeURIComponent(number)}`;
}

/** Follows `next` up to a bound; `next` of the answer says whether more is left. */
async function all_pages<Item>(path: string, from: string | null = null): Promise<Page<Item>> {
    const items: Item[] = [];
    let cursor = from;
    for (let page = 0; page < pages_max; page += 1) {
        const query = new URLSearchParams({ limit: '200' });
        if (cursor !== null) {
            query.set('cursor', cursor);
        }
        const found: Page<Item> = await call(`${path}?${query}`);
        items.push(...found.items);
        cursor = found.next ?? null;
        if (cursor === null) {
            break;
        }
    }
    return { items, next: cursor };
}
