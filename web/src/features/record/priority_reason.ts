import type { DeskRecord, PriorityWhy, Process, RecordType } from '../../api/types';
import { say } from '../../words';
import { plain_name, title_of } from '../../words/titles';
import { field_words, value_words } from './value_words';

/** Why the priority is what it is: `Urgency: Job stopped; Impact: Single user (table Priority, row 5)`. */
export function why_words(why: PriorityWhy, process: Process | null, type: RecordType | null): string {
    const reader = { process, type, now_ms: 0 };
    const inputs = why.inputs.map(({ field, title, value, value_title }) => {
        const name = title === undefined ? field_words(field, reader) : title_of({ name: field, title });
        const words = value_title || value_words(field, value, reader);
        return say('timeline.set', { field: name, to: words });
    });
    const table = why.title === undefined ? plain_name(why.table) : title_of({ name: why.table, title: why.title });
    return why.row == null
        ? say('priority.why', { inputs: inputs.join(', '), table })
        : say('priority.why_row', { inputs: inputs.join(', '), table, row: why.row });
}

export function priority_reason(
    record: Pick<DeskRecord, 'priority'>,
    type: RecordType | null,
    process: Process | null,
): string | null {
    const { priority } = record;
    return priority?.why
        ? say('priority.because', { value: plain_name(priority.value ?? ''), why: why_words(priority.why, process, type) })
        : null;
}
