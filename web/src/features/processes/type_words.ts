// What a type has besides its steps, in words: its fields and links, who has what is handed over, when an entry counts.

import type { Process, ProcessField, RecordType } from '../../api/types';
import { say } from '../../words';
import { plain_name, title_among, title_of } from '../../words/titles';
import { state_title } from './definitions';

/** Where what is handed over arrives, and where the team stands that has it. */
export function custody_words(type: RecordType): string[] {
    return [
        type.arrives !== null && say('process.arrives', { state: state_title(type, type.arrives) }),
        type.team !== undefined && say('process.team', { field: title_among(type.fields, type.team) }),
    ].filter((line) => typeof line === 'string');
}

/** From when until when an entry of a register counts; null where always. */
export function effective_words(type: RecordType): string | null {
    const [from, until] = [type.effective_from, type.effective_until].map((name) => name && title_among(type.fields, name));
    if (from && until) {
        return say('process.effective', { from, until });
    }
    if (from) {
        return say('process.effective.from', { from });
    }
    return until ? say('process.effective.until', { until }) : null;
}

/** The values of a choice; of the priority how pressing each is. */
export function choices_words(type: RecordType, field: RecordType['fields'][number]): string {
    const rank = (value: string) => (field.name === type.priority ? type.ranks?.[value] : undefined);
    return (field.choices ?? [])
        .map(({ value, title }) => {
            const at = rank(value);
            return at === undefined ? title : say('process.field.ranked', { value: title, rank: at });
        })
        .join(', ');
}

/** The links of a type, and those of others that lead to it, as they are called from here. */
export function link_words(process: Process, type: RecordType): string[] {
    const back = (link: RecordType['links'][number]) => plain_name(link.inverse);
    return [
        ...type.links.map((link) =>
            say('process.link', { link: title_of(link), type: title_among(process.types, link.to), max: link.max, back: back(link) }),
        ),
        ...process.types.flatMap((other) =>
            other.links
                .filter((link) => link.to === type.name)
                .map((link) => say('process.link.inverse', { back: back(link), type: title_of(other), link: title_of(link) })),
        ),
    ];
}

/** What a field holds, and from where: `Choice, always there`. */
export function field_marks(field: ProcessField): string[] {
    const marks: string[] = [say(`process.type.${field.type}`)];
    if (field.max !== undefined) {
        marks.push(say('process.field.max', { count: field.max }));
    }
    if (field.organisation_kind !== undefined) {
        marks.push(say('process.field.of_kind', { kind: plain_name(field.organisation_kind) }));
    }
    if (field.required) {
        marks.push(say('process.field.required'));
    }
    if (field.computed) {
        marks.push(say('process.field.computed'));
    }
    if (field.personal) {
        marks.push(say('process.field.personal'));
    }
    return marks;
}
