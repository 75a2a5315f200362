import type { DeskRecord, RecordAct, RecordType, TimelineEntry } from '../../api/types';

/** Whether the act ends the work on a record whose reporter never got a word that she could read. */
export function ends_unanswered(
    record: Pick<DeskRecord, 'state' | 'reporter'>,
    act: RecordAct,
    type: RecordType | null,
    entries: readonly TimelineEntry[],
): boolean {
    const to = type?.acts.find((known) => known.name === act.name)?.to;
    const is_open = (name: string) => type?.states.find((state) => state.name === name)?.open === true;
    const ends = to != null && is_open(record.state) && !is_open(to);
    const answered = entries.some(
        ({ text, audience, actor }) => text && audience === 'public' && actor?.id !== record.reporter?.id,
    );
    return ends && record.reporter !== null && !answered;
}
