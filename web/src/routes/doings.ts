// What each shortcut does where the page stands now.

import * as desk from '../api/desk';
import type { DeskRecord, RecordAct, RecordType } from '../api/types';
import { error_words } from '../features/errors/error_words';
import { type_of } from '../features/processes/definitions';
import type { Doing } from '../features/shortcuts/shortcut_table';
import { say } from '../words';
import { act_named, do_at_once } from './acting';
import { address } from './address.svelte';
import type { Context } from './context';
import { type OnScreen, here } from './here.svelte';
import { back_to_list, move_in_list, neighbour, number_of_row, open_row } from './list_walk';
import { palette } from './palette.svelte';
import { screen_of } from './screen';

const places: Partial<Record<Doing, string>> = {
    log: '/new',
    go_queue: '/',
    go_mine: '/?assignee=me',
    go_overview: '/overview',
    go_log: '/new',
    go_processes: '/process',
};

/** Where a shortcut leads; null where it leads nowhere, or the page has no such screen. */
export function place_of(doing: Doing): string | null {
    const place = places[doing];
    return place !== undefined && screen_of(new URL(place, location.href).pathname).name !== 'none' ? place : null;
}

/** Does it. False when it means nothing here. */
export function do_it(context: Context, doing: Doing): boolean {
    const place = place_of(doing);
    if (place !== null) {
        address.go(place);
        return true;
    }
    switch (doing) {
        case 'palette':
        case 'palette_anywhere':
            palette.show({ what: 'all' });
            return true;
        case 'help':
            palette.show({ what: 'sheet' });
            return true;
        case 'next':
            return move(context, 1);
        case 'previous':
            return move(context, -1);
        case 'open':
            return open_row();
        default:
            return do_on_record(context, doing);
    }
}

function move(context: Context, step: number): boolean {
    const record = here.shown?.record;
    if (!record) {
        return move_in_list(step);
    }
    const next = neighbour(record.number, step);
    if (next === null) {
        context.announce(say(step > 0 ? 'keys.no_next' : 'keys.no_previous'));
    } else {
        address.go(`/t/${encodeURIComponent(next)}`);
    }
    return true;
}

function do_on_record(context: Context, doing: Doing): boolean {
    const screen = here.shown;
    if (screen) {
        return do_on_screen(context, screen, doing);
    }
    const number = number_of_row();
    if (number === null || doing === 'back') {
        return false;
    }
    if (doing === 'take' || doing === 'assign') {
        void do_on_row(context, number, doing);
    } else {
        here.once_shown(number, (shown) => do_on_screen(context, shown, doing));
        open_row();
    }
    return true;
}

/** On a row the act is done where one is: the list stays, and the focus in it. */
async function do_on_row(context: Context, number: string, doing: 'take' | 'assign'): Promise<void> {
    try {
        do_built_in(context, await desk.record(number), doing);
    } catch (error) {
        context.announce(error_words(error));
    }
}

function do_built_in(context: Context, record: DeskRecord, doing: 'take' | 'assign'): void {
    const act = act_named(record, doing);
    if (!act?.allowed) {
        context.announce(act?.why_not || say('acts.no_reason'));
    } else if (doing === 'take') {
        void do_at_once(context, record, act);
    } else {
        palette.show({ what: 'assign', record });
    }
}

function do_on_screen(context: Context, screen: OnScreen, doing: Doing): boolean {
    const { record } = screen;
    switch (doing) {
        case 'back':
            back_to_list(record.number);
            return true;
        case 'take':
        case 'assign':
            do_built_in(context, record, doing);
            return true;
        case 'acts':
            palette.show({ what: 'acts' });
            return true;
        case 'reply':
            return write(context, 'public');
        case 'note':
            return write(context, 'internal');
        case 'priority':
            return open_or_tell(context, screen, act_named(record, 'edit'), priority_inputs(context, record));
        case 'finish':
            return open_or_tell(context, screen, finishing_act(context, record), []);
        default:
            return false;
    }
}

/** Puts the cursor where that audience is written to. */
function write(context: Context, audience: 'public' | 'internal'): boolean {
    const own = `textarea[data-audience=${audience}]`;
    if (document.querySelector(own) === null) {
        const tab = document.querySelector<HTMLElement>(`main .compose input[type=radio][value=${audience}]`);
        if (tab === null && audience === 'internal') {
            context.announce(say('keys.no_note'));
            return true;
        }
        tab?.click();
    }
    // The box of that audience is drawn after its tab was chosen.
    requestAnimationFrame(() => {
        const box = document.querySelector<HTMLTextAreaElement>(own) ?? document.querySelector('main .compose textarea');
        box?.focus();
        box?.scrollIntoView({ block: 'nearest' });
    });
    return true;
}

function open_or_tell(context: Context, screen: OnScreen, act: RecordAct | null, inputs: readonly string[]): boolean {
    if (!act?.allowed) {
        context.announce(act?.why_not || say('keys.no_finish'));
        return true;
    }
    screen.open_act(act);
    requestAnimationFrame(() => {
        const wanted = inputs.map((name) => document.querySelector<HTMLElement>(`dialog [name="${CSS.escape(name)}"]`));
        wanted.find((input) => input !== null)?.focus();
    });
    return true;
}

/** What sets the priority: its own field, or where that is computed, the choices that a person makes. */
function priority_inputs(context: Context, record: DeskRecord): string[] {
    const type = type_here(context, record);
    const own = type?.fields.find((field) => field.name === type.priority && field.computed !== true);
    const choices = type?.fields.filter((field) => field.computed !== true && (field.choices?.length ?? 0) > 0) ?? [];
    return own ? [own.name] : choices.map((field) => field.name);
}

/** The first act that leads to a state in which the record is no longer open, possible ones before others. */
function finishing_act(context: Context, record: DeskRecord): RecordAct | null {
    const type = type_here(context, record);
    const closed = new Set(type?.states.filter((state) => state.open === false || state.end === true).map((s) => s.name));
    const ends = new Set(type?.acts.filter((act) => act.to != null && closed.has(act.to)).map((act) => act.name));
    const found = record.acts?.filter((act) => ends.has(act.name)) ?? [];
    return found.find((act) => act.allowed) ?? found[0] ?? null;
}

function type_here(context: Context, record: DeskRecord): RecordType | null {
    return type_of(context.definitions.find(record.process, record.process_version), record.type);
}
