// Why a stretch of time was counted or not, in words.

import type { RecordType } from '../../api/types';
import { is_word, say } from '../../words';
import { plain_name, title_among } from '../../words/titles';
import { state_title } from '../processes/definitions';

export function reason_words(reason: string, type: RecordType | null): string {
    const [first = '', ...rest] = reason.split(' ');
    const other = rest.join(' ');
    if (first === 'state') {
        return state_title(type, other);
    }
    if (first === 'waiting') {
        return say('custody.waiting', { party: plain_name(other).toLowerCase() });
    }
    if (other === 'open') {
        return say('clock.link_open', { link: title_among(type?.links, first) });
    }
    if (first === 'holiday:') {
        return say('clock.reason.holiday_named', { name: other });
    }
    const word = `clock.reason.${reason.replaceAll(' ', '_')}`;
    return is_word(word) ? say(word) : reason;
}
