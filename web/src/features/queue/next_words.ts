import type { Row } from '../../api/types';
import { say } from '../../words';
import { clock_time, type Place } from '../../words/time';

/** What happens next, as the desk says it: `Next: Acknowledge`. Null where the state already says it. */
export function next_words(step: Row['next_step'], now_ms: number, place: Place): string | null {
    switch (step?.kind) {
        case 'act':
            return say('next.act', { title: step.title });
        case 'vote':
            return say('next.vote', { title: step.title });
        case 'auto': {
            const at_ms = step.at ? Date.parse(step.at) : Number.NaN;
            return Number.isNaN(at_ms)
                ? say('next.auto', { title: step.title })
                : say('next.auto_at', { title: step.title, time: clock_time(at_ms, now_ms, place) });
        }
        default:
            return null;
    }
}
