// One change of an entry in words; null for what says nothing to a reader.

import type { Change, TimelineEntry } from '../../api/types';
import { is_word, say } from '../../words';
import { clock_time, date_name, reader_place, working_duration } from '../../words/time';
import { plain_name, title_among } from '../../words/titles';
import { role_title } from '../processes/definitions';
import { type Reader, field_words, value_words } from '../record/value_words';

export interface ToldChanges {
    /** What one wants to see at once: who has it now, how pressing it is, a promise kept or broken. */
    first: string[];
    /** All that was set besides. */
    others: string[];
}

/** The changes sorted by how much they matter to a reader. The state is told with the act, a file by itself. */
export function told_changes(entry: TimelineEntry, reader: Reader): ToldChanges {
    const told = entry.changes?.filter(({ what }) => what !== 'state' && what !== 'attachment') ?? [];
    const words = (changes: Change[]) => changes_words({ ...entry, changes }, reader);
    return {
        first: words(told.filter((change) => is_first(change))),
        others: words(told.filter((change) => !is_first(change))),
    };
}

function is_first(change: Change): boolean {
    return change.what === 'clock'
        ? ['met', 'breached', 'met_late'].includes(change.value)
        : [
              'holder',
              'priority',
              'link',
              'unlink',
              'finding',
              'approval_opened',
              'approval_decided',
              'approval_void',
              'vote',
              'vote_void',
              'tree',
              'ticked',
              'time_logged',
              'time_struck',
          ].includes(change.what);
}

/** An entry's changes in words. What stands elsewhere on the page, or is told by another of them, is left out. */
export function changes_words(entry: TimelineEntry, reader: Reader): string[] {
    const told_above = entry.kind === 'logged' ? ['title', 'description'] : [];
    const told_apart = reader.type?.priority ? [...told_above, reader.type.priority] : told_above;
    return (entry.changes ?? [])
        .filter((change) => change.what !== 'field' || !told_apart.includes(change.field))
        .map((change) => change_words(change, reader))
        .filter((line) => line !== null);
}

export function change_words(change: Change, reader: Reader): string | null {
    switch (change.what) {
        case 'field': {
            const to = value_words(change.field, change.value, reader);
            return say('timeline.set', { field: field_words(change.field, reader), to });
        }
        case 'priority':
        case 'state':
        case 'holder':
        case 'assigned':
        case 'watching':
        case 'not_watching': {
            const to = value_words(change.what, change.value, reader);
            return say('timeline.set', { field: say(`change.${change.what}`), to });
        }
        case 'clock':
            return clock_words(change, reader);
        case 'link':
            return say('change.link', { link: plain_name(change.link), number: change.number });
        case 'unlink':
            return say('change.unlink', { link: plain_name(change.link) });
        case 'tree':
            return say('change.tree', { tree: change.title });
        case 'ticked':
            return say(change.on ? 'change.ticked' : 'change.unticked', { step: change.title });
        case 'time_logged': {
            const line = say('change.time_logged', time_places(change));
            return change.text ? `${line} ${change.text}` : line;
        }
        case 'time_struck':
            return say('change.time_struck', time_places(change));
        case 'attachment':
            return say('change.attachment', { name: change.name });
        case 'moved':
            return say('change.moved', { from: String(change.from), to: String(change.to) });
        case 'finding':
            return say('change.finding', { kind: plain_name(change.kind) });
        case 'approval_opened':
            return say('change.approval_opened', { title: change.title });
        case 'approval_decided':
            return say('timeline.set', { field: change.title, to: say(`approval.outcome.${change.value}`) });
        case 'approval_void':
            return say('change.approval_void', { title: change.title, cause: cause_words(change.cause) });
        case 'vote':
            return vote_line(change, reader);
        case 'vote_void':
            return say('change.vote_void', { title: change.title, seat: role_title(reader.process, change.seat) });
        default:
            return null;
    }
}

function time_places({ minutes, day }: { minutes?: number; day?: string }) {
    return { time: working_duration((minutes ?? 0) * 60), day: day === undefined ? '' : date_name(day) };
}

function cause_words(cause: string): string {
    const word = `approval.void.${cause}`;
    return (is_word(word) ? say(word) : plain_name(cause)).toLowerCase();
}

function vote_line(change: Extract<Change, { what: 'vote' }>, reader: Reader): string {
    const seat = role_title(reader.process, change.seat);
    const line = say('change.vote', { title: change.title, seat, vote: say(`approval.vote.${change.value}`) });
    const told = change.for ? `${line} ${say('change.vote_for', { name: change.for.name })}` : line;
    return change.reason ? `${told} ${change.reason}` : told;
}

function clock_words(change: Extract<Change, { what: 'clock' }>, reader: Reader): string {
    const clock = title_among(reader.type?.clocks, change.clock);
    const word = `clock.${change.value}`;
    const state = (is_word(word) ? say(word) : plain_name(change.value)).toLowerCase();
    if (change.value === 'running' && change.due) {
        const time = clock_time(Date.parse(change.due), reader.now_ms, reader_place());
        return say('change.clock_due', { clock, state, time });
    }
    return say('timeline.set', { field: clock, to: state });
}
