// An agreement as its form has it, out of what the desk told and into what it takes.

import type { Agreement, AgreementKind, AgreementWords, Field, Party, Process, RecordType } from '../../api/types';
import { say } from '../../words';
import { title_among, title_of } from '../../words/titles';
import { role_title } from '../processes/definitions';

export const kinds: readonly AgreementKind[] = ['sla', 'ola', 'contract'];

export interface TargetDraft {
    clock: string;
    /** `holder` or a field, and the value that it must have. */
    when: { field: string; value: string }[];
    limit: string;
    /** Per cents, such as `50, 75`. */
    warn: string;
}

export type AgreementDraft = Record<'name' | 'title' | 'process' | 'provider' | 'customer' | 'service' | 'calendar' | 'from' | 'until', string> & {
    kind: AgreementKind;
    targets: TargetDraft[];
};

export const no_target: TargetDraft = { clock: '', when: [], limit: '', warn: '' };

export function draft_of(agreement: Agreement | null, process: string, today: string): AgreementDraft {
    if (agreement === null) {
        const empty = { name: '', title: '', provider: '', customer: '', service: '', calendar: '', until: '' };
        return { ...empty, kind: 'sla', process, from: today, targets: [{ ...no_target }] };
    }
    const { name, title, kind, provider, customer, service, calendar, from, until, targets } = agreement;
    return {
        name,
        title,
        kind,
        process: agreement.process,
        provider: provider?.id ?? '',
        customer: customer?.id ?? '',
        service: service ?? '',
        calendar: calendar?.id ?? '',
        from,
        until: until ?? '',
        targets: targets.map((target) => ({
            clock: target.clock,
            when: Object.entries(target.when).map(([field, value]) => ({ field, value })),
            limit: target.limit,
            warn: target.warn.join(', '),
        })),
    };
}

/** What the form says, or what of it is missing, by place. Whether it makes sense, the desk says, a sentence each. */
export function words_of(draft: AgreementDraft): { words: AgreementWords } | { problems: Map<string, string> } {
    const problems = new Map<string, string>();
    for (const name of ['name', 'process', 'calendar', 'from'] as const) {
        if (draft[name].trim() === '') {
            problems.set(name, say('agreement.missing'));
        }
    }
    if (draft.targets.length === 0) {
        problems.set('targets', say('agreement.no_target'));
    }
    draft.targets.forEach(({ clock, limit, when, warn }, at) => {
        if (clock === '' || limit.trim() === '' || when.some(({ field, value }) => field === '' || value === '')) {
            problems.set(`targets.${at}`, say('agreement.target_incomplete'));
        } else if (!/^\s*(\d{1,3}\s*%?\s*(,\s*|$))*$/.test(warn)) {
            problems.set(`targets.${at}`, say('agreement.warn_unread'));
        }
    });
    if (problems.size > 0) {
        return { problems };
    }
    const or_none = (text: string) => (text.trim() === '' ? null : text.trim());
    const { kind, process, calendar, from } = draft;
    return {
        words: {
            name: draft.name.trim(),
            title: draft.title.trim(),
            kind,
            process,
            provider: or_none(draft.provider),
            customer: or_none(draft.customer),
            service: or_none(draft.service),
            calendar,
            from,
            until: or_none(draft.until),
            targets: draft.targets.map((target) => ({
                clock: target.clock,
                when: Object.fromEntries(target.when.map(({ field, value }) => [field, value])),
                limit: target.limit.trim(),
                warn: target.warn.split(',').map((part) => Number.parseInt(part, 10)).filter((share) => !Number.isNaN(share)),
            })),
        },
    };
}

interface Option {
    value: string;
    text: string;
}

/** The clocks of all types of the process that rest on agreements of the kind, each name once. */
export function clock_options(process: Process | null, kind: AgreementKind): Option[] {
    const clocks = types_of(process).flatMap((type) => type.clocks.filter(({ agreement }) => agreement === kind));
    return once(clocks.map((clock) => ({ value: clock.name, text: title_of(clock) })));
}

/** What a target may ask of a record: who holds it, and fields whose value is one of few or an organisation. */
export function condition_options(process: Process | null): Option[] {
    const fields = types_of(process).flatMap((type) => type.fields.filter((field) => !field.personal && is_asked(field)));
    return [{ value: 'holder', text: say('agreement.holder') }, ...once(fields.map((field) => ({ value: field.name, text: title_of(field) })))];
}

function is_asked({ choices, type }: Field): boolean {
    return choices !== undefined || type === 'boolean' || type === 'organisation';
}

export function value_options(process: Process | null, field: string, organisations: readonly Party[]): Option[] {
    if (field === 'holder') {
        return (process?.roles ?? []).map((role) => ({ value: role.name, text: role_title(process, role.name) }));
    }
    const fields = types_of(process).flatMap((type) => type.fields.filter(({ name }) => name === field));
    return once(fields.flatMap((each) => values_of(each, organisations)));
}

function values_of({ choices, type }: Field, organisations: readonly Party[]): Option[] {
    if (type === 'organisation') {
        return organisations.map(({ id, name }) => ({ value: id, text: name }));
    }
    if (type === 'boolean') {
        return [{ value: 'true', text: say('record.yes') }, { value: 'false', text: say('record.no') }];
    }
    return (choices ?? []).map((choice) => ({ value: choice.value, text: title_of({ ...choice, name: choice.value }) }));
}

export function clock_title(process: Process | null, clock: string): string {
    return title_among(types_of(process).flatMap((type) => type.clocks), clock);
}

/** `Priority: High, Holder: Central triage`; of a target that always holds: whatever it is. */
export function when_words(process: Process | null, when: Record<string, string>, organisations: Agreement['organisations']): string {
    const named = organisations.filter((each) => each !== null);
    const conditions = Object.entries(when).map(([field, value]) => {
        const name = condition_options(process).find((option) => option.value === field)?.text ?? title_of({ name: field });
        const text = value_options(process, field, named).find((option) => option.value === value)?.text;
        return say('agreement.condition', { field: name, value: text ?? named.find(({ id }) => id === value)?.name ?? value });
    });
    return conditions.join(', ') || say('agreement.always');
}

function types_of(process: Process | null): RecordType[] {
    return process?.types ?? [];
}

function once(options: Option[]): Option[] {
    return [...new Map(options.map((option) => [option.value, option])).values()];
}
