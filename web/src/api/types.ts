// The shapes that the desk's API sends and takes. Instants are RFC 3339 texts with an offset.

export interface Party {
    id: string;
    name: string;
}

/** What the process calls a thing: one text, or one for each language. */
export type Title = string | Partial<Record<string, string>>;

/** A person, organisation or team of the directory: `name` is its handle, `display` what people call it. */
export interface Entry {
    id: string;
    name: string;
    display?: string;
    /** Of an organisation: facility, vendor … */
    kind?: string;
}

/** An entry of the directory under the name that people call it. */
export type Listed = Party & Pick<Entry, 'kind'>;

export interface Me extends Entry {
    organisation?: Party | null;
    roles?: { process: string; role: string; organisation: Party | null }[];
    /** The processes that she has a role in. */
    processes?: { id: string; reads_internal: boolean }[];
}

export interface Holder {
    role?: string | null;
    team?: Party | null;
    person?: Party | null;
    organisation?: Party | null;
    since: string;
    leg: number;
}

/** A stretch of custody: one holder from one hand-over to the next. */
export interface Leg {
    leg: number;
    role: string | null;
    team: Party | null;
    organisation: Party | null;
    person: Party | null;
    from: string;
    /** Null for the holder of now. */
    to: string | null;
    cause: string;
}

export interface Link {
    link: string;
    number: string;
    type: string;
    kind: string;
    state: string;
    open: boolean;
}

export interface Attachment {
    id: string;
    name: string;
    media_type: string;
    /** Bytes. */
    size: number;
    audience: string;
    added: string;
}

export type ClockState = 'waiting' | 'running' | 'paused' | 'met' | 'breached' | 'cancelled';

/** A stretch of time, and whether the clock counted it. */
export interface ClockStretch {
    from: string;
    to: string | null;
    counted: boolean;
    reason: string;
}

/** Seconds are counted ones: those within the clock's calendar and outside its pauses. */
export interface Clock {
    name: string;
    /** 0 for a clock that runs through all legs. */
    leg: number;
    state: ClockState;
    started: string | null;
    due: string | null;
    stopped: string | null;
    limit_s: number | null;
    elapsed_s: number | null;
    remaining_s: number | null;
    calendar: string | null;
    why?: ClockStretch[];
}

export interface Choice {
    value: string;
    title?: Title;
}

export interface Field {
    name: string;
    title?: Title;
    type: string;
    choices?: Choice[];
    required?: boolean;
    computed?: boolean;
    long?: boolean;
    /** Of an organisation's field: only organisations of that kind fit. */
    organisation_kind?: string;
    /** There when the desk fills in what is left empty. */
    default?: unknown;
}

export interface Need {
    what: string;
    field?: string;
    why: string;
    met: boolean;
    type?: string;
}

export interface RecordAct {
    name: string;
    title?: Title;
    needs: Need[];
    allowed: boolean;
    why_not?: string | null;
    form?: Field[];
}

export type FieldValue = string | number | boolean | null | Party | FieldValue[];

export interface DeskRecord {
    number: string;
    type: string;
    kind: string;
    process: string;
    process_version: number;
    state: string;
    open?: boolean;
    /** Whose move it is while the record waits. */
    waiting?: string | null;
    priority: { value: string | null; rank: number | null } | null;
    title: string;
    /** Absent in lists. */
    description?: string | null;
    fields: Record<string, FieldValue>;
    reporter: Party | null;
    logged_by: Party | null;
    channel: string | null;
    holder: Holder | null;
    organisation: Party | null;
    service: Party | null;
    clocks: Clock[];
    version: number;
    created: string;
    updated: string;
    /** Absent in lists, as all that follows. */
    acts?: RecordAct[];
    legs?: Leg[];
    links?: Link[];
    attachments?: Attachment[];
}

/** What an entry changed, told by kind: a field, the state, the holder, a clock, a link, a file … */
export interface Change {
    what: string;
    field?: string;
    value?: unknown;
    clock?: string;
    due?: string;
    link?: string;
    number?: string;
    name?: string;
    kind?: string;
}

export interface TimelineEntry {
    seq: number;
    id: string;
    kind: string;
    occurred_at: string;
    recorded_at: string;
    actor: Party | null;
    audience: string | null;
    text?: string | null;
    act?: string | null;
    changes?: Change[];
}

export interface Page<Item> {
    items: Item[];
    next: string | null;
    count?: number;
}

export interface ProcessState {
    name: string;
    title?: Title;
    open?: boolean;
    waiting?: string | null;
    end?: boolean;
}

export interface ProcessAct {
    name: string;
    title?: Title;
    from?: string[];
    to?: string | null;
    by?: string[];
    form?: Field[];
    /** True for the act that begins a record. */
    creates?: boolean;
    /** Whom its comment is for. */
    comment?: string;
}

export interface RecordType {
    name: string;
    kind: string;
    title?: Title;
    number?: string;
    /** The field that holds the priority. */
    priority?: string | null;
    fields: Field[];
    clocks?: { name: string; title?: Title }[];
    states: ProcessState[];
    acts: ProcessAct[];
}

export interface ProcessSummary {
    id: string;
    version: number;
    title?: Title;
    /** False for a version that new records no longer begin with. */
    active?: boolean;
}

export interface Process extends ProcessSummary {
    types: RecordType[];
    roles?: { name: string; title?: Title }[];
}

export interface Unmet {
    what: string;
    field?: string;
    why: string;
}

/** RFC 9457 problem details. */
export interface Problem {
    type?: string;
    title?: string;
    status: number;
    detail?: string;
    unmet?: Unmet[];
}
