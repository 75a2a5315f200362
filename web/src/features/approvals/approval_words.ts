// Approvals in words.

import type { Approval } from '../../api/types';
import { is_word, say } from '../../words';
import { type Place, clock_time } from '../../words/time';
import { plain_name } from '../../words/titles';

/** What it says now, such as `Agreed`, and why where it is void. */
export function outcome_words(approval: Approval): string {
    if (approval.outcome === 'void' && approval.cause) {
        const cause = `approval.void.${approval.cause}`;
        return is_word(cause) ? say(cause) : say('approval.outcome.void');
    }
    const word = `approval.outcome.${approval.outcome}`;
    return is_word(word) ? say(word) : plain_name(approval.outcome);
}

export function vote_words(vote: string): string {
    const word = `approval.vote.${vote}`;
    return is_word(word) ? say(word) : plain_name(vote);
}

/** Who cast it: `Karin`, or `Karin for Ole`. */
export function caster_words(seat: Approval['seats'][number]): string {
    const name = seat.person?.name ?? '';
    return seat.for ? say('approval.cast_for', { name, other: seat.for.name }) : name;
}

/** How it is decided, and until when. */
export function rule_words(approval: Approval, now_ms: number, place: Place): string[] {
    const lines: string[] = [];
    if (approval.seats.length > 1) {
        const { quorum } = approval;
        lines.push(quorum === 'all' ? say('approval.all') : say('approval.quorum', { count: quorum }));
    }
    if (approval.expires && (approval.outcome === 'open' || approval.outcome === 'yes') && !approval.used) {
        lines.push(say('approval.until', { time: clock_time(Date.parse(approval.expires), now_ms, place) }));
    }
    return lines;
}

/** Whether such a vote wants a reason: it must, it may, or there is none. */
export function reason_wanted(approval: Approval, vote: string): 'must' | 'may' | 'none' {
    if (approval.reasons === 'never') {
        return 'none';
    }
    return approval.reasons === 'always' || vote === 'no' ? 'must' : 'may';
}
