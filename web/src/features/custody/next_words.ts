import type { DeskRecord, NextStep, Process, RecordType } from '../../api/types';
import { say } from '../../words';
import { clock_time, reader_place } from '../../words/time';
import { title_among } from '../../words/titles';
import { own_clocks } from '../clocks/clock_reading';
import { role_title } from '../processes/definitions';

export interface Ahead {
    text: string;
    at_ms: number;
}

/** What the desk itself will do if nobody does anything, and when; null when nothing is bound to come. */
export function ahead_of(
    record: Pick<DeskRecord, 'clocks' | 'holder' | 'next_step'>,
    process: Process | null,
    type: RecordType | null,
    now_ms: number,
): Ahead | null {
    const found = said_by_the_desk(record.next_step, process) ?? brought_by_a_clock(record, type);
    if (found === null || found.at_ms < now_ms) {
        return null;
    }
    const time = clock_time(found.at_ms, now_ms, reader_place());
    return { at_ms: found.at_ms, text: say('custody.ahead', { what: found.text, time }) };
}

/** Who has it then is more than what the desk calls doing so. */
function said_by_the_desk(step: NextStep, process: Process | null): Ahead | null {
    return step.kind === 'auto' && step.at
        ? { text: step.for ? role_title(process, step.for) : step.title, at_ms: Date.parse(step.at) }
        : null;
}

/** What happens next, by whom and when. */
export function step_words(step: NextStep, process: Process | null, now_ms: number): string {
    const role = step.for && step.kind !== 'wait' ? role_title(process, step.for) : null;
    const time = step.at ? clock_time(Date.parse(step.at), now_ms, reader_place()) : null;
    const deed = step.kind === 'vote' ? say('next.vote_on', { title: step.title }) : step.title;
    const what = time === null ? deed : say('next.at', { what: deed, time });
    if (role === null) {
        return what;
    }
    return say(step.kind === 'auto' ? 'next.then' : 'next.by', { what, who: role });
}

function brought_by_a_clock(
    record: Pick<DeskRecord, 'clocks' | 'holder'>,
    type: RecordType | null,
): Ahead | null {
    const coming = own_clocks(record).flatMap((clock) => {
        const act = type?.clocks?.find((known) => known.name === clock.name)?.breach;
        return act && clock.state === 'running' && clock.due !== null
            ? [{ text: title_among(type?.acts, act), at_ms: Date.parse(clock.due) }]
            : [];
    });
    return coming.toSorted((a, b) => a.at_ms - b.at_ms)[0] ?? null;
}
