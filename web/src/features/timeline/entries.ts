// What an entry of the timeline is and says.

import type { RecordType, TimelineEntry } from '../../api/types';
import { is_word, say } from '../../words';
import { party_name, plain_name, title_of } from '../../words/titles';

export type EntryMark = 'public' | 'internal' | 'system' | 'other';
export const shows = ['all', 'conversation', 'internal', 'changes'] as const;
export type Show = (typeof shows)[number];

/** An entry with words is a message to its audience; without words it is the desk's note of what happened. */
export function mark_of(entry: TimelineEntry): EntryMark {
    if (!entry.text) {
        return 'system';
    }
    if (entry.audience === null || entry.audience === 'public') {
        return 'public';
    }
    return entry.audience === 'internal' ? 'internal' : 'other';
}

export function mark_words(entry: TimelineEntry): string {
    switch (mark_of(entry)) {
        case 'public':
            return say('timeline.public');
        case 'internal':
            return say('timeline.internal');
        case 'system':
            return say('timeline.system');
        case 'other':
            return say('timeline.audience', { audience: plain_name(entry.audience ?? '') });
    }
}

export function actor_words(entry: TimelineEntry): string {
    return party_name(entry.actor) ?? say('timeline.the_desk');
}

/** What was done, by the title of the act where it was one. */
export function deed_words(entry: TimelineEntry, type: RecordType | null): string {
    const act = type?.acts.find((known) => known.name === (entry.act ?? entry.kind));
    if (act) {
        return title_of(act);
    }
    const word = `timeline.kind.${entry.kind.replaceAll(/[.-]/g, '_')}`;
    return is_word(word) ? say(word) : plain_name(entry.act ?? entry.kind);
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
            case 'changes':
                return mark === 'system' || (entry.changes ?? []).length > 0;
        }
    });
}
