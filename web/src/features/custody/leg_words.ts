// How a record came to whoever had it: what brought it there and who did that.

import type { Leg, RecordType } from '../../api/types';
import { is_word, say } from '../../words';
import { party_name, plain_name, title_among } from '../../words/titles';

/** `Refer to tier 3, by Helena Mucavele`; without the act, as readers of public entries are told, what it was in general. */
export function came_words(leg: Leg, type: RecordType | null): string {
    const word = `custody.cause.${leg.cause}`;
    const what = leg.act ? act_words(leg.act, type) : is_word(word) ? say(word) : plain_name(leg.cause);
    const by = party_name(leg.by);
    if (by !== null) {
        return say('custody.came_by', { what, name: by });
    }
    return leg.act ? say('custody.came_by_desk', { what }) : what;
}

function act_words(act: string, type: RecordType | null): string {
    const word = `acts.${act}`;
    return type?.acts.every(({ name }) => name !== act) && is_word(word) ? say(word) : title_among(type?.acts, act);
}
