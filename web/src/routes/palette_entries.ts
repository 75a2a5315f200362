// What the palette offers here and now, out of what the page already has.

import type { DeskRecord, Listed, RecordAct } from '../api/types';
import { act_title, comment_audience, is_built_in } from '../features/acts/act_form';
import type { Entry } from '../features/palette/entries';
import { state_title, type_of } from '../features/processes/definitions';
import { is_number_like } from '../features/queue/filters';
import type { Doing } from '../features/shortcuts/shortcut_table';
import { count_text, view_address, view_title } from '../features/views/view_words';
import { type PlainWord, say } from '../words';
import { title_of } from '../words/titles';
import { act_named, do_at_once } from './acting';
import { address } from './address.svelte';
import type { Context } from './context';
import { do_it, place_of } from './doings';
import { here } from './here.svelte';
import { keys } from './keys.svelte';
import { log_offers } from './log_offers';
import { recent } from './recent.svelte';
import { screen_of } from './screen';
import { theme, themes } from './theme.svelte';
import { works_on } from './works_on';

/** Shortcuts that do what an act of the desk itself does. */
const doing_of_act: Record<string, Doing> = { take: 'take', assign: 'assign' };

export function record_entries(context: Context): Entry[] {
    const screen = here.shown;
    if (!screen) {
        return [];
    }
    const { record } = screen;
    const acts = (record.acts ?? []).filter((act) => !['comment', 'link', 'vote'].includes(act.name));
    const writes = act_named(record, 'comment')?.allowed !== false;
    return [
        ...acts.map((act) => act_entry(context, record, act)),
        ...(writes ? [doing_entry(context, 'reply', 'record', 'keys.reply')] : []),
        ...(writes && reads_internal(context, record) ? [doing_entry(context, 'note', 'record', 'keys.note')] : []),
        doing_entry(context, 'priority', 'record', 'keys.priority'),
        doing_entry(context, 'back', 'record', 'keys.back'),
    ];
}

function act_entry(context: Context, record: DeskRecord, act: RecordAct): Entry {
    const type = type_of(context.definitions.find(record.process, record.process_version), record.type);
    const doing = doing_of_act[act.name];
    const entry: Entry = {
        id: `act.${act.name}`,
        group: 'record',
        title: act_title(act),
        note: is_built_in(act) ? '' : audience_note(comment_audience(act, type, reads_internal(context, record))),
        blocked: act.allowed ? undefined : act.why_not || say('acts.no_reason'),
        run: () => (doing ? do_it(context, doing) : here.shown?.open_act(act)),
    };
    return doing ? { ...entry, caps: keys.caps(doing) } : entry;
}

function audience_note(audience: ReturnType<typeof comment_audience>): string {
    return audience === 'as_needed' ? '' : say(`palette.audience.${audience}`);
}

export function reads_internal(context: Context, record: DeskRecord): boolean {
    return context.me.processes?.find((each) => each.id === record.process)?.reads_internal ?? false;
}

/** One entry for each person that a record may be given to; the desk has the last word. */
export function assign_entries(context: Context, record: DeskRecord, people: readonly Listed[]): Entry[] {
    const act = act_named(record, 'assign');
    return act === null
        ? []
        : people.map((person) => ({
              id: `assign.${person.id}`,
              group: 'assign',
              title: say('palette.assign_to', { name: person.name }),
              blocked: act.allowed ? undefined : act.why_not || say('acts.no_reason'),
              run: () => void do_at_once(context, record, act, { person: person.id }),
          }));
}

/** A number is offered before the desk was asked: whether it exists is told when it is opened. */
export function number_entries(typed: string): Entry[] {
    const number = typed.trim().toUpperCase();
    return is_number_like(number) ? [opening(number, say('palette.open_number', { number }))] : [];
}

export function found_entries(context: Context, records: readonly DeskRecord[]): Entry[] {
    return records.map((record) => {
        const type = type_of(context.definitions.find(record.process, record.process_version), record.type);
        const entry = opening(record.number, record.title);
        return { ...entry, note: `${record.number}, ${state_title(type, record.state)}` };
    });
}

export function recent_entries(): Entry[] {
    return recent().map((number) => ({ ...opening(number, number), group: 'recent' }));
}

function opening(number: string, title: string): Entry {
    return {
        id: `record.${number}`,
        group: 'found',
        title,
        words: number,
        chosen: true,
        run: () => address.go(`/t/${encodeURIComponent(number)}`),
    };
}

const go_to: readonly { doing?: Doing; href?: string; word: PlainWord; for_workers?: true }[] = [
    { doing: 'go_queue', word: 'keys.go_queue' },
    { doing: 'go_mine', word: 'keys.go_mine' },
    { href: '/?reporter=me&open=any', word: 'nav.reported' },
    { doing: 'go_overview', word: 'keys.go_overview' },
    { href: '/reports/flow', word: 'nav.flow', for_workers: true },
    { href: '/reports/conformance', word: 'nav.conformance', for_workers: true },
    { href: '/reports/custody', word: 'nav.custody', for_workers: true },
    { href: '/reports/hours', word: 'nav.hours', for_workers: true },
    { href: '/calendars', word: 'nav.calendars', for_workers: true },
    { href: '/agreements', word: 'nav.agreements', for_workers: true },
    { doing: 'go_processes', word: 'keys.go_processes' },
];

export function place_entries(context: Context): Entry[] {
    const works = works_on(context.me, null);
    return go_to.flatMap(({ doing, href, word, for_workers }) => {
        if (for_workers === true && !works) {
            return [];
        }
        if (doing !== undefined) {
            return place_of(doing) === null ? [] : [doing_entry(context, doing, 'go', word)];
        }
        return href === undefined ? [] : [{ id: word, group: 'go', title: say(word), run: () => address.go(href) }];
    });
}

export function view_entries(context: Context): Entry[] {
    return context.views.all.map((view) => ({
        id: `view.${view.id}`,
        group: 'views',
        title: view_title(view),
        note: count_text(context.views.counts.get(view.id)),
        run: () => address.go(view_address(view)),
    }));
}

export function log_entries(context: Context): Entry[] {
    return log_offers(context.definitions.active, context.me).map(({ process, type }) => ({
        id: `log.${process.id}.${type.name}`,
        group: 'log',
        title: say('log.heading', { type: title_of(type) }),
        note: title_of({ ...process, name: process.id }),
        words: say('log.title'),
        run: () => address.go(`/new/${encodeURIComponent(process.id)}/${type.name}`),
    }));
}

export function process_entries(context: Context): Entry[] {
    const place = (id: string) => `/process/${encodeURIComponent(id)}`;
    return context.definitions.active
        .filter(({ id }) => screen_of(place(id)).name !== 'none')
        .map((process) => ({
            id: `process.${process.id}`,
            group: 'processes',
            title: title_of({ ...process, name: process.id }),
            words: say('filter.process'),
            run: () => address.go(place(process.id)),
        }));
}

export function setting_entries(context: Context, onsignout: () => void): Entry[] {
    return [
        doing_entry(context, 'help', 'settings', 'keys.help'),
        {
            id: 'keys.turn',
            group: 'settings',
            title: keys.on ? say('keys.turn_off') : say('keys.turn_on'),
            run: () => keys.turn(),
        },
        ...themes
            .filter((each) => each !== theme.chosen)
            .map((each): Entry => ({
                id: `theme.${each}`,
                group: 'settings',
                title: `${say('nav.theme')}: ${say(`theme.${each}`)}`,
                run: () => theme.choose(each),
            })),
        { id: 'sign_out', group: 'settings', title: say('nav.sign_out'), run: onsignout },
    ];
}

function doing_entry(context: Context, doing: Doing, group: Entry['group'], word: PlainWord): Entry {
    return { id: doing, group, title: say(word), caps: keys.caps(doing), run: () => void do_it(context, doing) };
}
