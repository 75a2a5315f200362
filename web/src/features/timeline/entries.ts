// What an entry of the timeline is and says.

import type { RecordType, TimelineEntry } from '../../api/types';
import { is_word, say } from '../../words';
import { party_name, plain_name, title_of } from '../../words/titles';

export type EntryMark = 'public' | 'internal' | 'act' | 'system' | 'other';
export const shows = ['all', 'conversation', 'internal', 'changes'] as const;
const plain_message = ['comment', 'commented'];
export type Show = (typeof shows)[number];

/** With words it is a message to its audience; without, what a person did or what the desk did by itself. */
export function mark_of(entry: TimelineEntry): EntryMark {
    if (!entry.text) {
        return is_desk(entry) ? 'system' : 'act';
    }
    if (entry.audience === null || entry.audience === 'public') {
        return 'public';
    }
    return entry.audience === 'internal' ? 'internal' : 'other';
}

/** The desk acts by itself when a clock or a rule has it so. */
function is_desk(entry: TimelineEntry): boolean {
    return entry.actor === null || entry.actor.id === 'desk';
}

export function mark_words(entry: TimelineEntry): string {
    switch (mark_of(entry)) {
        case 'public':
            return say('timeline.public');
        case 'internal':
            return say('timeline.internal');
        case 'act':
            return say('timeline.act');
        case 'system':
            return say('timeline.system');
        case 'other':
            return say('timeline.audience', { audience: plain_name(entry.audience ?? '') });
    }
}

export function actor_words(entry: TimelineEntry): string {
    return is_desk(entry) ? say('timeline.the_desk') : (party_name(entry.actor) ?? say('timeline.someone'));
}

/** What was done, by the title of the act where it was one; null for plain words, which say it themselves. */
export function deed_words(entry: TimelineEntry, type: RecordType | null): string | null {
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
                return mark === 'system' || mark === 'act' || (entry.changes ?? []).length > 0;
        }
    });
}
