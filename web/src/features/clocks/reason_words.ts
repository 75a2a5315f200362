// Why a stretch of time was counted or not, in words.

import type { Clock, ClockStretch, RecordType } from '../../api/types';
import { is_word, say } from '../../words';
import { plain_name, title_among, title_of } from '../../words/titles';
import { state_title } from '../processes/definitions';

/** A clock with a condition paused: it follows. */
const not_holding = 'while does not hold: ';

export function reason_words(reason: string, type: RecordType | null): string {
    const [first = '', ...rest] = reason.split(' ');
    const other = rest.join(' ');
    if (first === 'state') {
        return state_title(type, other);
    }
    if (first === 'act') {
        return say('clock.cause.act', { act: title_among(type?.acts, other) });
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
    if (reason.startsWith(not_holding)) {
        return say('clock.reason.while', { condition: reason.slice(not_holding.length) });
    }
    const word = `clock.reason.${reason.replaceAll(' ', '_')}`;
    return is_word(word) ? say(word) : reason;
}

/** What happened that a clock has run or paused since. */
export function cause_words(cause: string, type: RecordType | null): string {
    const [first = '', ...rest] = cause.split(' ');
    const other = rest.join(' ');
    if (first === 'step') {
        const steps = (type?.checklists ?? []).flatMap((list) => list.steps);
        return say('clock.cause.step', { step: title_among(steps, other) });
    }
    if (first === 'leg') {
        return say('clock.cause.leg', { leg: other });
    }
    if (other === 'closed') {
        return say('clock.cause.link_closed', { link: title_among(type?.links, first) });
    }
    const word = `clock.cause.${cause.replaceAll(' ', '_')}`;
    return is_word(word) ? say(word) : reason_words(cause, type);
}

/** The calendar of a stretch, else of its clock, with the version where it has any: `Office hours, version 2`. */
export function counted_in(stretch: ClockStretch | null, clock: Clock): string {
    const calendar = stretch?.calendar ?? clock.calendar;
    const version = stretch?.calendar_version ?? clock.calendar_version ?? 0;
    if (calendar === 'always' || calendar === '') {
        return say('clock.always');
    }
    return version > 0 ? say('clock.calendar_version', { calendar, version }) : calendar;
}

/** On which agreement the clock rests; null where the process itself sets the limit. */
export function agreement_words({ agreement }: Clock): string | null {
    return agreement
        ? say('clock.agreed', { title: title_of(agreement), kind: say(`agreement.kind.${agreement.kind}`), version: agreement.version })
        : null;
}
