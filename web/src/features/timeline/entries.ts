// What an entry of the timeline is and says.

import type { Change, RecordType, TimelineEntry } from '../../api/types';
import { is_word, say } from '../../words';
import { party_name, plain_name, title_of } from '../../words/titles';
import { state_title } from '../processes/definitions';

export type EntryMark = 'public' | 'internal' | 'decision' | 'system' | 'other' | 'imported';
export const shows = ['all', 'conversation', 'internal', 'decisions', 'changes'] as const;
const plain_message = ['comment', 'commented'];
export type Show = (typeof shows)[number];

/**
 * With words it is a message to its audience. Without, it is a decision where somebody's act moved the record, and
 * else what the desk, or a person on its forms, set.
 */
export function mark_of(entry: TimelineEntry): EntryMark {
    if (entry.text) {
        return entry.audience === null || entry.audience === 'public' ? 'public' : marked_audience(entry.audience);
    }
    if (is_imported(entry)) {
        return 'imported';
    }
    return is_decision(entry) ? 'decision' : 'system';
}

/** A row of another desk's history: nobody did it here. */
export function is_imported(entry: TimelineEntry): boolean {
    return entry.kind === 'imported';
}

/** Anything that another desk knew: such a row, or what was said with it. */
export function is_history(entry: TimelineEntry): boolean {
    return entry.imported === true || is_imported(entry);
}

/** Worth telling to whoever reads or writes: more than what the desk set, or what was imported. */
export function is_news(entry: TimelineEntry): boolean {
    return !['system', 'imported'].includes(mark_of(entry));
}

/** When it stands in the stream: what was imported, when it happened there. */
export function stands_at(entry: TimelineEntry): string {
    return is_history(entry) ? (entry.claimed_at ?? entry.occurred_at) : entry.recorded_at;
}

function marked_audience(audience: string): EntryMark {
    return audience === 'internal' ? 'internal' : 'other';
}

/** Somebody moved the record on: its state or its holder is another. */
export function is_decision(entry: TimelineEntry): boolean {
    return !is_desk(entry) && !is_imported(entry) && moves_of(entry).length > 0;
}

function moves_of(entry: TimelineEntry): Change[] {
    return (entry.changes ?? []).filter((change) => change.what === 'state' || change.what === 'holder');
}

/** The state that the entry led to, in the process's words; null where it stayed. */
export function state_reached(entry: TimelineEntry, type: RecordType | null): string | null {
    const entered = entry.changes?.findLast((change) => change.what === 'state');
    return entered === undefined ? null : state_title(type, entered.value);
}

/** The desk acts by itself when a clock or a rule has it so. */
export function is_desk(entry: TimelineEntry): boolean {
    return entry.actor === null || entry.actor.id === 'desk';
}

export function mark_words(entry: TimelineEntry): string {
    const mark = mark_of(entry);
    // What a person set on a form is hers, not the system's.
    if (mark === 'system' && !is_desk(entry)) {
        return say('timeline.change');
    }
    return mark === 'other'
        ? say('timeline.audience', { audience: plain_name(entry.audience ?? '') })
        : say(`timeline.${mark}`);
}

export function actor_words(entry: TimelineEntry): string {
    if (is_history(entry) && (is_desk(entry) || entry.actor?.id === 'import')) {
        return say('timeline.not_known');
    }
    return is_desk(entry) ? say('timeline.the_desk') : (party_name(entry.actor) ?? say('timeline.someone'));
}

/** What was done, by the title of the act where it was one; null for plain words, which say it themselves. */
export function deed_words(entry: TimelineEntry, type: RecordType | null): string | null {
    // Its mark says it already.
    if (is_imported(entry)) {
        return null;
    }
    if (entry.text && plain_message.includes(entry.act ?? entry.kind)) {
        return null;
    }
    const act = type?.acts.find((known) => known.name === (entry.act ?? entry.kind));
    if (act) {
        return title_of(act);
    }
    const own = `acts.${entry.act ?? ''}`;
    if (is_word(own)) {
        return say(own);
    }
    const word = `timeline.kind.${entry.kind.replaceAll(/[.-]/g, '_')}`;
    return is_word(word) ? say(word) : plain_name(entry.act ?? entry.kind);
}

export interface File {
    id: string;
    name: string;
    /** Bytes. */
    size: number;
    kind?: string | undefined;
}

export function files_of(entry: TimelineEntry): File[] {
    return (entry.changes ?? []).flatMap((change) =>
        change.what === 'attachment'
            ? [{ id: change.id, name: change.name || change.id, size: change.size, kind: change.kind }]
            : [],
    );
}

/** The choices of a timeline: nobody is offered the internal side of a record who can never find anything there. */
export function offered_shows(entries: readonly TimelineEntry[], reads_internal: boolean): Show[] {
    const has_internal = reads_internal || entries.some((entry) => mark_of(entry) === 'internal');
    return shows.filter((show) => show !== 'internal' || has_internal);
}

export function shown_entries(entries: readonly TimelineEntry[], show: Show): TimelineEntry[] {
    return entries.filter((entry) => {
        const mark = mark_of(entry);
        switch (show) {
            case 'all':
                return true;
            case 'conversation':
                return mark === 'public' || mark === 'other';
            case 'internal':
                return mark === 'internal';
            case 'decisions':
                return is_decision(entry);
            case 'changes':
                return mark === 'system' || mark === 'decision' || mark === 'imported' || (entry.changes ?? []).length > 0;
        }
    });
}

/** What stands in the stream: an entry, or several in a row that only set things, folded into one line. */
export type Piece = { entry: TimelineEntry } | { folded: TimelineEntry[] };

/**
 * An act and the words that came with it are two entries of one moment: they are shown as one, under the number of the
 * words. `linked` goes along, so that a link to either leads there.
 */
export function joined(entries: readonly TimelineEntry[]): TimelineEntry[] {
    const found: TimelineEntry[] = [];
    for (const entry of entries) {
        const last = found.at(-1);
        if (last && is_one_deed(last, entry)) {
            const changes = [...(last.changes ?? []), ...(entry.changes ?? [])];
            found[found.length - 1] = { ...entry, ...(last.act === undefined ? {} : { act: last.act }), changes };
        } else {
            found.push(entry);
        }
    }
    return found;
}

function is_one_deed(act: TimelineEntry, words: TimelineEntry): boolean {
    const together = act.recorded_at === words.recorded_at && act.actor?.id === words.actor?.id;
    return together && !act.text && Boolean(words.text) && act.act !== undefined && act.kind !== 'logged';
}

/**
 * Folds runs of two and more entries of the desk in which the record stays where it is. The one that is linked to stays in
 * sight.
 */
export function pieces_of(entries: readonly TimelineEntry[], linked: number | null): Piece[] {
    const pieces: Piece[] = [];
    for (const entry of entries) {
        const stays = moves_of(entry).length === 0 && files_of(entry).length === 0;
        const folds = mark_of(entry) === 'system' && stays && entry.seq !== linked;
        const last = pieces.at(-1);
        if (folds && last !== undefined && 'folded' in last) {
            last.folded.push(entry);
        } else {
            pieces.push(folds ? { folded: [entry] } : { entry });
        }
    }
    return pieces.map((piece) => {
        const [only, ...others] = 'folded' in piece ? piece.folded : [];
        return only !== undefined && others.length === 0 ? { entry: only } : piece;
    });
}

/** The entries after `seq` that somebody else wrote or did. */
export function entries_since(entries: readonly TimelineEntry[], seq: number, me: string): TimelineEntry[] {
    return entries.filter((entry) => entry.seq > seq && entry.actor?.id !== me);
}

/** The number in `#entry-12`; null for any other. */
export function linked_entry(hash: string): number | null {
    const found = /^#entry-(\d{1,9})$/.exec(hash)?.[1];
    return found === undefined ? null : Number(found);
}
