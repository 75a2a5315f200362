// The shapes that the desk sends and takes, under the names that the page has for them. They are made from
// docs/openapi.yaml (schema.d.ts); instants are RFC 3339 texts with an offset.

import type { components } from './generated/schema';

type Schemas = components['schemas'];

export type Party = NonNullable<Schemas['Reference']>;
export type Me = Schemas['Me'];
export type Session = Schemas['Session'];
export type WhoIsHere = Schemas['WhoIsHere'];

/** An entry of the directory under the name that people call it. */
export type Listed = Party & { kind?: string; organisation?: Party | null };
export type Person = Schemas['Person'];
export type Entry = Schemas['Person'] | Schemas['Organisation'] | Schemas['Team'];

export type Holder = NonNullable<Schemas['Holder']>;
export type Leg = Schemas['Leg'];
export type Link = Schemas['Link'];
export type Attachment = Schemas['Attachment'];
export type ClockStretch = Schemas['ClockStretch'];
export type AgreementKind = Schemas['AgreementKind'];
export type Clock = Schemas['Clock'];
export type ClockState = Schemas['ClockState'];
export type ClockFigures = Schemas['ClockFigures'];
/** Each clock of a record as it stands and as it would be counted by the calendars of now. */
export type Recomputed = Schemas['Recomputed'];
export type Move = Schemas['Move'];
export type Need = Schemas['Need'];
export type RecordAct = Schemas['PossibleAct'];
export type Approval = Schemas['Approval'];
export type NewVote = Schemas['NewVote'];
export type NewDelegate = Schemas['NewDelegate'];
export type Delegate = Schemas['Delegate'];

export type FieldValue = Schemas['FieldValue'];
export type SentValue = Schemas['SentValue'];

export type OnCall = Schemas['OnCallList']['items'][number];

/** A list that somebody saved, or that comes with the desk: then its title is null and its id a word. */
export type View = Schemas['View'];
export type NewView = Schemas['NewView'];
export type ViewScope = NonNullable<NewView['scope']>;
export type ViewCount = Schemas['ViewCounts']['items'][number];

/** Where things stand, of what the caller may know. */
export type Standing = Schemas['Standing'];
export type StandingRow = Standing['groups'][number]['rows'][number];

/** What the log tells of the records that began in a period. */
export type FlowReport = Schemas['FlowReport'];
export type FlowMonth = Schemas['FlowMonth'];
export type FlowTimes = Schemas['FlowTimes'];
export type FlowTarget = FlowReport['targets'][number];
export type HeldBy = FlowReport['held_by'][number];
export type ConformanceReport = Schemas['ConformanceReport'];
/** Who had records, in which role. */
export type Custodian = Schemas['Custody'];
export type CustodyReport = Schemas['CustodyReport'];
export type HoursReport = Schemas['HoursReport'];
export type ConformanceStep = ConformanceReport['transitions'][number];

export type Preview = Schemas['Preview'];
export type PriorityWhy = NonNullable<Schemas['PriorityWhy']>;

/** Where an imported record comes from. Until it is adopted the desk does nothing with it by itself. */
export interface Origin {
    source: string;
    key: string;
    adopted: boolean;
}
/** A record as lists have it. */
export type Row = Schemas['Row'] & { origin?: Origin };
/** A record read by its number. */
export type DeskRecord = Schemas['Record'] & {
    origin?: Origin;
    /** How often it went from done to open again. */
    reopened?: number;
};
export type NewRecord = Schemas['NewRecord'];
export type ActBody = Schemas['Act'];
export type CommentBody = Schemas['NewComment'];
export type NewTimeEntry = Schemas['NewTimeEntry'];
export type ActComment = Schemas['CommentText'];
export type Audience = Schemas['Audience'];
export type NewAttachment = Schemas['NewAttachments'][number];
export type Draft = Schemas['Draft'];
export type NextStep = Schemas['NextStep'];

export type Change = Schemas['Change'];
export type TimelineEntry = Schemas['Entry'] & {
    /** Of what was imported: what its reader saw in it that does not fit together. */
    flags?: string[];
};

export interface Page<Item> {
    items: Item[];
    next: string | null;
    count?: number;
    /** True when counting stopped: there are more than `count`. */
    count_more?: boolean;
}

export type Process = Schemas['Process'];
export type ProcessSummary = Schemas['ProcessSummary'];
export type Question = Schemas['Question'];
export type QuestionTree = Schemas['QuestionTree'];
export type RecordType = Schemas['RecordType'];
export type ProcessState = Schemas['State'];
export type Effect = Schemas['Effect'];
export type ProcessNotice = Schemas['ProcessNotice'];
export type ProcessAct = Schemas['ProcessAct'];
export type ProcessClock = Schemas['ProcessClock'];
export type ProcessField = Schemas['Field'];
export type DecisionTable = Schemas['DecisionTable'];
export type Differences = Schemas['Differences'];
export type Difference = Schemas['Difference'];
export type ProcessWatch = Schemas['ProcessWatch'];
export type SavedFault = NonNullable<ProcessWatch['fault']>;
export type Findings = Schemas['Findings'];
export type Finding = Schemas['Finding'];
export type RehearsalList = Schemas['RehearsalList'];
export type RehearsalItem = RehearsalList['items'][number];
export type PlayedRehearsal = Schemas['PlayedRehearsal'];
export type PlayedStep = Schemas['PlayedStep'];
export type TableCell = Schemas['TableCell'];
export type TableUse = Schemas['TableUse'];
export type FieldType = Schemas['FieldType'];

type Inputs = Pick<Schemas['Field'], 'name' | 'title' | 'type'>;
/** What an input is made for: a field of a type, of an act's form, or one that the page itself asks for. */
export type Field = Inputs & Partial<Omit<Schemas['Field'], keyof Inputs>>;

export type Unmet = Schemas['Unmet'];
/** RFC 9457 problem details, or what is known where something else than the desk answered. */
export type Problem = Partial<Schemas['Problem']> & Pick<Schemas['Problem'], 'status'>;

/** From and to, `08:00` to `24:00`; what ends before it begins goes on past midnight. */
export type Hours = Schemas['Hours'];
export type CalendarSpec = Schemas['CalendarSpec'];
export type Calendar = Schemas['Calendar'];
/** A new one has a name besides. */
export type CalendarWords = Schemas['ChangeCalendar'];
/** What a file of iCalendar gave. */
export type CalendarFile = Schemas['CalendarFile'];

export type AgreementTarget = Schemas['AgreementTarget'];
export type AgreementVersion = Schemas['AgreementVersion'];
/** One that is read alone has its versions. */
export type Agreement = Schemas['Agreement'] & Partial<Pick<Schemas['AgreementWithVersions'], 'versions'>>;
/** As it is sent: parties by their ids, null for any. */
export type AgreementWords = Schemas['AgreementWords'];

/** What clocks of the past would have come to; nothing is written. */
export type BackTest = Schemas['BackTest'];
export type TurnedClock = Schemas['TurnedClock'];
export type BackTestChange = Pick<Schemas['BackTestQuestion'], 'calendar' | 'agreement'>;
