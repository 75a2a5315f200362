// What follows by itself, in words: of an act, of a state entered or left, of a condition that comes to hold; and who is told what.

import type { Effect, ProcessNotice, Process, ProcessState, RecordType } from '../../api/types';
import { is_word, say } from '../../words';
import { title_among, title_of } from '../../words/titles';
import { field_of, role_title } from './definitions';

/** A sentence, and the expression behind it as the process writes it. */
export interface Coded {
    text: string;
    code?: string | undefined;
    /** Where more of it is told. */
    place?: string | undefined;
}

/** Effects under what brings them about. */
export interface Following {
    title: Coded;
    lines: Coded[];
}

export function effect_words(process: Process, type: RecordType, effects: readonly Effect[]): Coded[] {
    return effects.flatMap((effect) => [
        {
            text: one_effect(process, type, effect),
            code: is_emptied(effect) || effect.what === 'publish' ? undefined : (effect.text ?? rows_of(effect)),
        },
        ...made_words(process, effect),
    ]);
}

/** The rows, and behind them the list with each of whose elements they are taken; each by what it is called in the rest. */
function rows_of({ rows, as, with: list, with_as }: Effect): string | undefined {
    const called = (what: string, name: string | undefined) => (name === undefined ? what : `${name} in ${what}`);
    if (rows === undefined) {
        return undefined;
    }
    return list === undefined ? called(rows, as) : `${called(rows, as)} × ${called(list, with_as)}`;
}

/** Of what is made: what it is given, what tells one from the other, and where one ends that is no longer owed. */
function made_words(process: Process, { type, title, description, fields = {}, key, superfluous }: Effect): Coded[] {
    const made = process.types.find((known) => known.name === type);
    const given = [
        title !== undefined && `${say('process.covers.title')}: ${title}`,
        description !== undefined && `${say('process.covers.description')}: ${description}`,
        ...Object.entries(fields).map(([name, value]) => `${title_among(made?.fields, name)}: ${value}`),
    ].filter((part) => typeof part === 'string');
    return [
        ...(given.length === 0 ? [] : [{ text: say('process.effect.given'), code: given.join('; ') }]),
        ...(key === undefined ? [] : [{ text: say('process.effect.key'), code: key }]),
        ...(superfluous === undefined
            ? []
            : [{ text: say('process.effect.superfluous', { state: title_among(made?.states, superfluous) }) }]),
    ];
}

function is_emptied(effect: Effect): boolean {
    return effect.what === 'set' && effect.text === 'null';
}

function one_effect(process: Process, type: RecordType, effect: Effect): string {
    const link = title_among(type.links, effect.link ?? '');
    const made = title_among(process.types, effect.type ?? '');
    switch (effect.what) {
        case 'set':
            return say(is_emptied(effect) ? 'process.effect.empty' : 'process.effect.set', { field: title_among(type.fields, effect.field ?? '') });
        case 'assign':
            return say('process.effect.assign');
        case 'unassign':
            return say('process.effect.unassign');
        case 'create':
            return say('process.effect.create', { type: made });
        case 'for_each':
            return say(effect.with === undefined ? 'process.effect.for_each' : 'process.effect.for_each_pair', { type: made });
        case 'act_on_linked': {
            const of_type = process.types.find((known) => known.name === effect.type);
            return say('process.effect.act_on_linked', { act: title_among(of_type?.acts, effect.act ?? ''), link });
        }
        case 'watch':
            return say('process.effect.watch', { role: role_title(process, effect.role ?? '') });
        case 'link':
            return say('process.effect.link', { link });
        case 'unlink':
            return say('process.effect.unlink', { link });
        case 'open_approval':
            return say('process.effect.open_approval', { approval: title_among(type.approvals, effect.approval ?? '') });
        case 'notify':
            return say('process.effect.notify', { notice: title_among(process.notices, effect.notice ?? '') });
        case 'start':
        case 'stop':
        case 'pause':
        case 'resume':
            return say(`process.effect.${effect.what}`, { clock: title_among(type.clocks, effect.clock ?? '') });
        case 'publish':
            return say(effect.audience === 'internal' ? 'process.effect.publish_internal' : 'process.effect.publish_public', { text: effect.text ?? '' });
    }
}

/** What follows by itself: when a state is entered or left, and when a condition comes to hold. */
export function followings(process: Process, type: RecordType): Following[] {
    const at = (key: 'process.entering' | 'process.leaving', state: ProcessState, effects: readonly Effect[] = []) =>
        effects.length === 0 ? [] : { title: { text: say(key, { state: title_of(state) }) }, lines: effect_words(process, type, effects) };
    const states = [...(type.wholes ?? []), ...type.states];
    return [
        ...states.flatMap((state) => at('process.entering', state, state.enter)),
        ...states.flatMap((state) => at('process.leaving', state, state.exit)),
        ...(type.on ?? []).map(({ becomes, effects }) => ({
            title: { text: say('process.becomes'), code: becomes },
            lines: effect_words(process, type, effects),
        })),
    ];
}

/** The notices that something of the type sends. */
export function notices_of(process: Process, type: RecordType): ProcessNotice[] {
    const effects = [
        ...type.acts.flatMap((act) => act.effects),
        ...[...(type.wholes ?? []), ...type.states].flatMap((state) => [...(state.enter ?? []), ...(state.exit ?? [])]),
        ...(type.on ?? []).flatMap((edge) => edge.effects),
    ];
    const sent = new Set(effects.map((effect) => effect.notice));
    return process.notices.filter((notice) => sent.has(notice.name));
}

/** `Head of releases, whoever holds it` */
export function told_words(process: Process, notice: ProcessNotice): string {
    const told = notice.to.map((name) => {
        const word = `process.told.${name}`;
        return process.roles.every((role) => role.name !== name) && is_word(word) ? say(word) : role_title(process, name);
    });
    return told.join(', ');
}

/** What makes the key of a limit: a field by its title, anything else as the process writes it. */
export function key_words(type: RecordType, parts: readonly string[]): string {
    return parts.map((part) => (field_of(type, part) ? title_among(type.fields, part) : part)).join(', ');
}
