// What a process says, in words: who may act, what the desk does by itself, how long, what counts.

import type { DecisionTable, Process, ProcessAct, ProcessClock, RecordType, TableCell, TableUse } from '../../api/types';
import { is_word, say } from '../../words';
import { plain_name, title_among, title_of } from '../../words/titles';
import { field_of, role_title, state_title } from './definitions';
import type { Coded } from './effect_words';
import type { Deed, MatrixRow } from './matrix';
import type { Step } from './steps';

const units = { wd: 'process.working_days', d: 'process.days', h: 'process.hours', m: 'process.minutes', s: 'process.seconds' } as const;

/** `1wd4h` → `1 working day 4 hours`; anything else as it is. */
export function span_words(span: string): string {
    if (!/^(\d+(wd|d|h|m|s))+$/.test(span)) {
        return span;
    }
    return [...span.matchAll(/(\d+)(wd|d|h|m|s)/g)]
        .map(([, count, unit]) => say(units[unit as keyof typeof units], { count: Number(count) }))
        .join(' ');
}

/** The same for a time that a clock counts: a day of 24 hours is told in hours, since a working day has fewer. */
export function counted_words(written: string): string {
    const span = /^duration\('([^']*)'\)$/.exec(written)?.[1] ?? written;
    const seconds = Number(/^(\d+)s$/.exec(span)?.[1] ?? 0);
    if (seconds > 0 && seconds % 60 === 0) {
        return span_words(seconds % 3600 === 0 ? `${seconds / 3600}h` : `${seconds / 60}m`);
    }
    const [, days, hours = '0', rest] = /^(\d+)d(?:(\d+)h)?(.*)$/.exec(span) ?? [];
    return span_words(days === undefined ? span : `${Number(days) * 24 + Number(hours)}h${rest ?? ''}`);
}

/** `Health worker or Central triage`; those who may by what they are to the record have words of the page. */
export function who_words(process: Process, act: ProcessAct): string {
    return either(act.by.map((name) => role_words(process, name)));
}

/** A role by its title, or one of those who may by what they are to the record. */
export function role_words(process: Process, name: string): string {
    const word = `process.by.${name}`;
    return process.roles.every((role) => role.name !== name) && is_word(word) ? say(word) : role_title(process, name);
}

export function either(words: readonly string[]): string {
    const last = words.at(-1) ?? '';
    return words.length < 2 ? last : say('process.either', { first: words.slice(0, -1).join(', '), last });
}

/** What marks a step beside its name: that the desk takes it, when, and that the record changes hands. */
export function step_marks(step: Step, type: RecordType): string[] {
    const marks: string[] = [];
    const { automatic } = step.act;
    for (const clock of step.at_end_of) {
        marks.push(say('process.desk_at_end', { clock: title_among(type.clocks, clock) }));
    }
    if (automatic?.at) {
        const field = title_among(type.fields, automatic.at);
        marks.push(say(step.by_desk ? 'process.desk_at' : 'process.or_desk_at', { field }));
    } else if (automatic?.after) {
        const time = time_words(automatic.after, automatic.calendar, type);
        marks.push(step.by_desk ? say('process.desk_after', { time }) : say('process.or_desk_after', { time }));
    } else if (step.by_desk && marks.length === 0) {
        marks.push(say('process.desk_alone'));
    }
    if (step.act.hand_over) {
        marks.push(say('process.hands_over'));
    }
    return marks;
}

/** What else is to be known of a step, a sentence each; the code behind one follows it. */
export function step_words(process: Process, type: RecordType, act: ProcessAct): Coded[] {
    const asked = (act.asks ?? []).map((name) => title_among(process.trees, name));
    const had = (act.via ?? []).map((name) => role_title(process, name));
    return [
        act.as_soon_as !== undefined && { text: say('process.as_soon_as'), code: act.as_soon_as },
        act.not_before !== undefined && { text: say('process.not_before', { time: time_words(act.not_before, act.calendar, type) }) },
        act.hand_back && { text: say('process.hand_back') },
        asked.length > 0 && { text: say('process.asks', { trees: asked.join(', ') }) },
        act.for !== undefined && { text: say('process.for', { field: title_among(type.fields, act.for) }) },
        had.length > 0 && { text: say('process.via', { roles: had.join(', ') }) },
        act.otherwise !== undefined && { text: say('process.otherwise', { act: title_among(type.acts, act.otherwise) }) },
        act.offline && { text: say('process.offline') },
    ].filter((line) => typeof line === 'object');
}

/** In whose working time something counts, within a sentence. */
function hours_words(calendar: string, type: RecordType): string {
    const [field, hours] = calendar.split('.');
    if (calendar === 'holder.hours') {
        return say('process.hours_of_holder');
    }
    return hours !== undefined && field !== undefined
        ? say('process.hours_of', { field: title_among(type.fields, field) })
        : say('process.calendar_named', { calendar: plain_name(calendar) });
}

function time_words(span: string, calendar: string | undefined, type: RecordType): string {
    const time = span_words(span);
    return calendar === undefined ? time : say('process.time_in', { time, calendar: hours_words(calendar, type) });
}

/** Who holds a record first: a role, or what decides it; null where nobody holds such records. */
export function first_holder_words(process: Process, type: RecordType): Coded | null {
    if (type.holders.length === 0) {
        return null;
    }
    const use = type.decided_by.find((each) => each.what === 'first_holder');
    const [, role] = /^'([^']*)'$/.exec(type.first_holder) ?? [];
    if (use !== undefined) {
        return { text: say('process.first_holder.table', { table: title_among(process.tables, use.table) }) };
    }
    return role === undefined
        ? { text: say('process.first_holder.code'), code: type.first_holder }
        : { text: say('process.first_holder', { role: role_title(process, role) }) };
}

/** An act of the process by its title, one that every record has by a word of the page. */
export function deed_title({ act, built_in }: Pick<MatrixRow, 'act' | 'built_in'>): string {
    const word = `process.built_in.${act.name}`;
    return built_in && is_word(word) ? say(word) : title_of({ name: act.name, title: act.title ?? '' });
}

/** Who may not, though an act names them: `Not whoever did “Build”.` */
export function exclusion_words({ exclude = [] }: Pick<Deed, 'exclude'>, type: RecordType): string[] {
    return exclude.map((who) => {
        const [, name] = /^act (.+)$/.exec(who) ?? [];
        const word = `process.exclude.${who}`;
        if (name !== undefined) {
            return say('process.exclude.act', { act: title_among(type.acts, name) });
        }
        return is_word(word) ? say(word) : plain_name(who);
    });
}

/** What an approval is about, by its name in the process. */
export function covered_words(type: RecordType, name: string): string {
    const word = `process.covers.${name}`;
    return is_word(word) ? say(word) : title_among([...type.fields, ...type.links], name);
}

export function cell_words(cell: TableCell, is_span: boolean): string {
    const values = (cell.values ?? []).map(({ value, title }) => (is_span ? counted_words(value) : value_words(title)));
    switch (cell.is) {
        case 'any':
            return say('process.cell.any');
        case 'none':
            return say('process.cell.none');
        case 'but':
            return say('process.cell.but', { values: either(values) });
        case 'range':
            return range_words(cell);
        default:
            return either(values);
    }
}

function value_words(title: string): string {
    return title === 'true' || title === 'false' ? say(`process.${title}`) : title;
}

function range_words({ least, most }: TableCell): string {
    if (least === undefined) {
        return say('process.cell.at_most', { most: most ?? 0 });
    }
    return most === undefined ? say('process.cell.at_least', { least }) : say('process.cell.between', { least, most });
}

/** What of the type a table decides: `Priority`, `who holds it first`. */
export function use_words(use: TableUse, type: RecordType): string {
    switch (use.what) {
        case 'first_holder':
            return say('process.decides.first_holder');
        case 'field':
            return title_among(type.fields, use.name);
        case 'clock':
            return say('process.decides.clock', { clock: title_among(type.clocks, use.name) });
        default:
            return say('process.decides.act', { act: title_among(type.acts, use.name) });
    }
}

export interface ClockWords extends Coded {
    label: string;
}

/** What starts, stops and pauses a clock, its limit and calendar, and what happens when it runs out. */
export function clock_words(clock: ProcessClock, process: Process, type: RecordType): ClockWords[] {
    const lines: (ClockWords | null)[] = [
        { label: say('process.clock.starts'), text: starts_words(clock, process, type) },
        clock.due === undefined
            ? limit_words(clock, process, type)
            : {
                  label: say('process.clock.limit'),
                  text: say('process.clock.due', { field: title_among(type.fields, clock.due) }),
              },
        clock.agreement === undefined
            ? null
            : {
                  label: say('process.clock.agreement'),
                  text: say(clock.limit === undefined ? 'process.clock.agreed_alone' : 'process.clock.agreed', {
                      kind: say(`agreement.kind.${clock.agreement}`),
                  }),
              },
        // Without a limit of its own it counts in the agreement's calendar alone.
        clock.agreement !== undefined && clock.limit === undefined
            ? null
            : { label: say('process.clock.calendar'), text: calendar_words(clock, type) },
        clock.while === undefined ? null : { label: say('process.clock.while'), text: '', code: clock.while },
        listed('process.clock.pauses', clock.pauses.map((pause) => pause_words(pause, type))),
        stops_words(clock.stops, type),
        shared('process.clock.warn', clock.warnings, type),
        {
            label: say('process.clock.at_end'),
            text:
                clock.breach === undefined
                    ? say('process.clock.told')
                    : say('process.clock.done', { act: title_among(type.acts, clock.breach) }),
        },
        shared('process.clock.overdue', clock.overdue, type),
        sight_words(clock.seen_by, process),
        clock.rule === undefined ? null : { label: say('process.clock.keeps'), text: title_among(type.rules, clock.rule) },
    ];
    return lines.filter((line) => line !== null);
}

function starts_words(clock: ProcessClock, process: Process, type: RecordType): string {
    if (clock.starts_by !== undefined) {
        return say('process.clock.starts_by', { act: title_among(type.acts, clock.starts_by) });
    }
    if (clock.stops.some(({ what }) => what === 'step')) {
        return say('process.clock.in_turn');
    }
    const holders = (clock.of ?? []).map((role) => role_title(process, role));
    const start =
        clock.starts !== 'each_leg'
            ? say(clock.starts === 'act' ? 'process.clock.on_demand' : 'process.clock.once')
            : holders.length > 0
              ? say('process.clock.each_leg_of', { holders: either(holders) })
              : say('process.clock.each_leg');
    if (clock.starts_at === undefined) {
        return start;
    }
    return `${start} ${say('process.clock.starts_at', { field: title_among(type.fields, clock.starts_at) })}`;
}

function limit_words(clock: ProcessClock, process: Process, type: RecordType): ClockWords | null {
    if (clock.limit === undefined) {
        return null;
    }
    const use = type.decided_by.find((each) => each.what === 'clock' && each.name === clock.name);
    const text = use
        ? say('process.clock.by_table', { table: title_among(process.tables, use.table) })
        : counted_words(clock.limit);
    const again = clock.repeats ? ` ${say('process.clock.repeats')}` : '';
    return { label: say('process.clock.limit'), text: `${text}${again}`, code: use ? clock.limit : undefined };
}

/** At which shares of the limit something follows, and what: `At 50 % of the limit.`, `At 150 %: the desk does “Escalate”.` */
function shared(label: 'process.clock.warn' | 'process.clock.overdue', shares: ProcessClock['warnings'], type: RecordType): ClockWords | null {
    const told = (shares ?? []).map((share) =>
        share.do === undefined
            ? say('process.clock.warn_at', { percent: share.at })
            : say('process.clock.done_at', { percent: share.at, act: title_among(type.acts, share.do) }),
    );
    return told.length === 0 ? null : { label: say(label), text: told.join(' ') };
}

function sight_words(seen_by: ProcessClock['seen_by'], process: Process): ClockWords | null {
    if (seen_by === undefined) {
        return null;
    }
    const roles = seen_by === 'parties' ? [] : seen_by.map((role) => role_title(process, role));
    const text = seen_by === 'parties' ? say('process.clock.parties') : say('process.clock.roles', { roles: either(roles) });
    return { label: say('process.clock.seen_by'), text };
}

function calendar_words(clock: ProcessClock, type: RecordType): string {
    const [field, hours] = clock.calendar.split('.');
    if (clock.calendar === 'holder.hours') {
        return say('process.clock.hours_of_holder');
    }
    if (hours !== undefined && field !== undefined) {
        return say('process.clock.hours_of', { field: title_among(type.fields, field) });
    }
    return clock.calendar === 'always' ? say('process.clock.always') : plain_name(clock.calendar);
}

function listed(label: 'process.clock.stops' | 'process.clock.pauses', words: string[]): ClockWords | null {
    return words.length === 0 ? null : { label: say(label), text: either(words) };
}

function stops_words(stops: ProcessClock['stops'], type: RecordType): ClockWords | null {
    const words = listed('process.clock.stops', stops.map((stop) => stop_words(stop, type)));
    return words && { ...words, code: stops.find(({ text }) => text !== undefined)?.text };
}

function ticked_words(type: RecordType, checklist: string, step: string): string {
    const list = type.checklists.find(({ name }) => name === checklist);
    return say('process.clock.step', {
        step: title_among(list?.steps, step),
        checklist: title_among(type.checklists, checklist),
    });
}

function stop_words({ what, name = '', checklist = '' }: ProcessClock['stops'][number], type: RecordType): string {
    switch (what) {
        case 'act':
            return title_among(type.acts, name);
        case 'state':
            return state_title(type, name);
        case 'link_closed':
            return say('process.clock.link_closed', { link: title_among(type.links, name) });
        case 'step':
            return ticked_words(type, checklist, name);
        case 'condition':
            return say('process.clock.condition_comes');
        default:
            return say('process.clock.hand_over');
    }
}

function pause_words({ what, name = '' }: ProcessClock['pauses'][number], type: RecordType): string {
    switch (what) {
        case 'state':
            return state_title(type, name);
        case 'waiting':
            return name === 'outside'
                ? say('process.waits_outside')
                : say('process.waits_for', { whom: plain_name(name).toLowerCase() });
        case 'link_open':
            return say('process.clock.link_open', { link: title_among(type.links, name) });
        default:
            return say('process.clock.condition');
    }
}

export function field_title(type: RecordType, name: string): string {
    const field = field_of(type, name);
    return field ? title_of(field) : plain_name(name);
}

/** Whether the column of that number holds times. */
export function is_span_column(table: DecisionTable, column: number): boolean {
    return [...table.in, ...table.out][column]?.type.endsWith('duration') ?? false;
}
