// The shapes that the desk sends and takes, under the names that the page has for them. They are made from
// docs/openapi.yaml (schema.d.ts); instants are RFC 3339 texts with an offset.

import type { components } from './generated/schema';

type Schemas = components['schemas'];

export type Party = NonNullable<Schemas['Reference']>;
export type Me = Schemas['Me'];
export type Session = Schemas['Session'];
export type WhoIsHere = Schemas['WhoIsHere'];

/** An entry of the directory under the name that people call it. */
export type Listed = Party & { kind?: string };
export type Entry = Schemas['Person'] | Schemas['Organisation'] | Schemas['Team'];

export type Holder = NonNullable<Schemas['Holder']>;
export type Leg = Schemas['Leg'];
export type Link = Schemas['Link'];
export type Attachment = Schemas['Attachment'];
export type Clock = Schemas['Clock'];
export type ClockState = Clock['state'];
export type ClockStretch = Schemas['ClockStretch'];
export type Need = Schemas['Need'];
export type RecordAct = Schemas['PossibleAct'];

export type FieldValue = Schemas['FieldValue'];
export type SentValue = Schemas['SentValue'];

export type OnCall = Schemas['OnCallList']['items'][number];

/** A list that somebody saved, or that comes with the desk: then its title is null and its id a word. */
export interface View {
    id: string;
    title: string | null;
    /** Of a list, as the API takes it. */
    query: string;
    scope: 'shipped' | ViewScope;
    team?: Party | null;
    owner?: Party | null;
    version: number;
}
export type ViewScope = 'mine' | 'team' | 'all';
export interface NewView {
    title: string;
    query: string;
    scope: ViewScope;
    team?: string;
}
/** Null where a view's query names something that is there no more. */
export type ViewCount = { id: string; count: number | null; more: boolean };

/** Where things stand, of what the caller may know. */
export interface Standing {
    at: string;
    /** Looking at all would have cost too much: figures are of a part. */
    partial?: boolean;
    headline: { name: string; count: number; more: boolean; query: string | null }[];
    groups: { by: string; rows: StandingRow[] }[];
    /** The last 14 days, oldest first. */
    flow: { day: string; logged: number; resolved?: number }[];
}
export interface StandingRow {
    value: string | null;
    title: string | null;
    process?: string | null;
    count: number;
    late: number;
    query: string | null;
}

/** A record as lists have it. */
export type Row = Schemas['Row'];
/** A record read by its number. */
export type DeskRecord = Schemas['Record'];
export type NewRecord = Schemas['NewRecord'];
export type ActBody = Schemas['Act'];
export type CommentBody = Schemas['NewComment'];
export type ActComment = Schemas['CommentText'];
export type Audience = Schemas['Audience'];

export type Change = Schemas['Change'];
export type TimelineEntry = Schemas['Entry'];

export interface Page<Item> {
    items: Item[];
    next: string | null;
    count?: number;
    /** True when counting stopped: there are more than `count`. */
    count_more?: boolean;
}

export type Process = Schemas['Process'];
export type ProcessSummary = Schemas['ProcessSummary'];
export type RecordType = Schemas['RecordType'];
export type ProcessState = Schemas['State'];
export type ProcessAct = Schemas['ProcessAct'];
export type FieldType = Schemas['FieldType'];

type Inputs = Pick<Schemas['Field'], 'name' | 'title' | 'type'>;
/** What an input is made for: a field of a type, of an act's form, or one that the page itself asks for. */
export type Field = Inputs & Partial<Omit<Schemas['Field'], keyof Inputs>>;

export type Unmet = Schemas['Unmet'];
/** RFC 9457 problem details, or what is known where something else than the desk answered. */
export type Problem = Partial<Schemas['Problem']> & Pick<Schemas['Problem'], 'status'>;
