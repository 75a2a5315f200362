// What an act needs, in words: the sentence by which somebody is refused, and what exactly it asks for.

import type { ProcessAct, RecordType } from '../../api/types';
import { say } from '../../words';
import { title_among, title_of } from '../../words/titles';
import type { Coded } from './effect_words';
import { field_title } from './process_words';

type Need = ProcessAct['needs'][number];

/** `Say why. (Reason, 10 characters at least)`, with the expression that must hold; then under which one it counts. */
export function need_words(need: Need, type: RecordType): Coded[] {
    const exactly = [asked_for(need, type), least(need), ...limits(need, type)].filter((part) => part !== null).join(', ');
    const told = {
        text: exactly === '' ? need.why : say('process.need', { why: need.why, exactly }),
        code: need.condition ?? need.linked,
    };
    return need.when === undefined ? [told] : [told, { text: say('process.need.when'), code: need.when }];
}

/** What somebody fills in who does it: `Form: Title, Reason`. */
export function form_words({ form }: ProcessAct): string {
    return say('process.form', { fields: form.map(title_of).join(', ') });
}

function asked_for(need: Need, type: RecordType): string | null {
    switch (need.what) {
        case 'field':
            return field_title(type, need.field ?? '');
        case 'comment':
            return say(need.audience === 'public' ? 'process.need.public' : 'process.need.internal');
        case 'approval':
            return say('process.need.approval', { approval: title_among(type.approvals, need.approval ?? '') });
        case 'link':
            return say('process.need.link', { link: title_among(type.links, need.link ?? '') });
        case 'document':
            return need.document === undefined
                ? say('process.need.document')
                : say('process.need.document_of', { kind: title_among(type.documents ?? [], need.document) });
        case 'checklist':
            return say('process.need.checklist', { checklist: title_among(type.checklists, need.checklist ?? '') });
        case 'dossier':
            return say('process.need.dossier', { dossier: title_among(type.dossiers, need.dossier ?? '') });
        case 'time_entry':
            return say('process.need.time');
        case 'first_in_order':
            return type.priority === null ? null : say('process.need.first', { field: field_title(type, type.priority) });
        default:
            return null;
    }
}

function least({ what, min }: Need): string | null {
    if (min === undefined) {
        return null;
    }
    const is_text = what === 'field' || what === 'comment';
    return say(is_text ? 'process.need.characters' : what === 'time_entry' ? 'process.need.minutes' : 'process.need.at_least', { count: min });
}

function limits(need: Need, type: RecordType): (string | null)[] {
    return [
        need.by === undefined ? null : say('process.need.by_actor'),
        need.since === undefined ? null : say('process.need.since', { act: title_among(type.acts, need.since) }),
        need.unless === undefined ? null : say('process.need.unless_comment'),
    ];
}
