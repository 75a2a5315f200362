// To whom an act hands over, in words: where the process says it by the holder, by a field, a table or questions.

import type { Process, ProcessAct, RecordType } from '../../api/types';
import { say } from '../../words';
import { title_among } from '../../words/titles';
import { field_of, role_title } from './definitions';
import type { Coded } from './effect_words';

/** To whom a step hands over, the team that gets it, and where the reason stands. */
export function hand_words(process: Process, type: RecordType, act: ProcessAct): Coded[] {
    const { hands, team, reason } = act;
    const to = hands?.to ?? [];
    return [
        ...(to.length > 0 ? by_holder(process, to) : hands ? receivers(process, type, hands.text) : []),
        ...(team === undefined ? [] : [{ text: say('process.hand.team', { field: title_among(type.fields, team) }) }]),
        ...(reason === undefined ? [] : [{ text: say('process.hand.reason', { field: title_among(type.fields, reason) }) }]),
    ];
}

/** `Central triage → Developers`, one for each holder who has somebody next. */
function by_holder(process: Process, to: NonNullable<ProcessAct['hands']>['to']): Coded[] {
    const ends = new Set(to.map((hand) => hand.to));
    const [only] = ends;
    if (ends.size === 1 && only) {
        return [{ text: role_title(process, only) }];
    }
    const ways = to.flatMap((hand) =>
        hand.to === null ? [] : say('process.from_to', { from: role_title(process, hand.from), to: role_title(process, hand.to) }),
    );
    return ways.length === 0 ? [] : [{ text: ways.join('; ') }];
}

/** Of `A ? B : C` a line for each receiver, in one sentence where all of it can be said in words. */
function receivers(process: Process, type: RecordType, text: string): Coded[] {
    const [, condition, then, otherwise] = /^([^?]+?)\s*\?\s*([^?:]+?)\s*:\s*(.+)$/s.exec(text) ?? [];
    if (condition === undefined || then === undefined || otherwise === undefined) {
        return [receiver(process, type, text)];
    }
    const first = receiver(process, type, then);
    if (first.code !== undefined) {
        return [{ text: say('process.hand.code'), code: text }];
    }
    const under = where(process, type, condition, first.text);
    const [other, ...more] = receivers(process, type, otherwise);
    if (other === undefined) {
        return [under];
    }
    return under.code === undefined && first.place === undefined
        ? [{ ...other, text: say('process.hand.else', { first: under.text, other: other.text }) }, ...more]
        : [{ ...under, place: first.place }, { ...other, text: say('process.hand.or_else', { other: other.text }) }, ...more];
}

function where(process: Process, type: RecordType, condition: string, receiver: string): Coded {
    const [, given] = /^(?:trees\.)?(\w+) != null$/.exec(condition) ?? [];
    const field = given === undefined ? null : field_of(type, given);
    const [, holder] = /^holder == '(\w+)'$/.exec(condition) ?? [];
    if (field !== null) {
        return { text: say('process.hand.given', { receiver, field: title_among(type.fields, field.name) }) };
    }
    if (given !== undefined && condition.startsWith('trees.')) {
        return { text: say('process.hand.asked', { receiver }) };
    }
    return holder === undefined
        ? { text: say('process.hand.where', { receiver }), code: condition }
        : { text: say('process.hand.held_by', { receiver, role: role_title(process, holder) }) };
}

/** One who gets it; with the code alone where there are no words. */
function receiver(process: Process, type: RecordType, text: string): Coded {
    const [, role] = /^'(\w+)'$/.exec(text) ?? [];
    const [, table] = /^tables\.(\w+)\([^?]*\)(?:\.\w+)?$/.exec(text) ?? [];
    const [, tree] = /^trees\.(\w+)\.\w+$/.exec(text) ?? [];
    if (role !== undefined) {
        return { text: role_title(process, role) };
    }
    if (table !== undefined) {
        const is_here = type.decided_by.some((use) => use.table === table);
        return {
            text: say('process.hand.table', { table: title_among(process.tables, table) }),
            place: is_here ? `#table-${table}` : undefined,
        };
    }
    if (tree !== undefined) {
        return { text: say('process.hand.tree', { tree: title_among(process.trees, tree) }) };
    }
    if (text === 'holder' || text === 'null') {
        return { text: say(`process.hand.${text}`) };
    }
    return { text: say('process.hand.code'), code: text };
}
