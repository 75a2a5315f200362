// What the outbox keeps of what the desk did not answer to, and how a refused thing becomes its writer's draft again.

import { on_unanswered } from '../api/call';
import type { OutboxItem } from '../api/outbox';
import type { Unanswered } from '../api/refused';
import { act_title } from '../features/acts/act_form';
import { type StepName, tick_slot } from '../features/record/ticks';
import { say } from '../words';
import type { Context } from './context';
import { act_named } from './acting';
import { here } from './here.svelte';
import { type Unsent, outbox } from './outbox.svelte';

/** Keeps that person's acts and comments that the desk does not answer to. Returns how to stop. */
export function keep_unsent(context: Context): () => void {
    outbox.start(context.me.id, (item, error) => {
        give_back(context, item);
        context.announce(say('outbox.refused', { number: item.number, reason: error.message }));
    });
    on_unanswered(async (asked) => {
        const what = unsent_of(asked);
        const kept = what !== null && (await outbox.take(asked, what));
        if (kept) {
            context.announce(say('outbox.kept'));
        }
        return kept;
    });
    return () => {
        on_unanswered(null);
        outbox.stop();
    };
}

/** Acts, edits and comments on a record may wait; what begins or deletes something may not. */
function unsent_of({ path, method, body, if_match }: Unanswered): Unsent | null {
    const [, encoded, part, act] = /^\/records\/([^/?]+)(?:\/(comments|acts)(?:\/([^/?]+))?)?$/.exec(path) ?? [];
    // What was seen of more than the record is asked for again, and looked at.
    if (encoded === undefined || typeof if_match === 'string') {
        return null;
    }
    const number = decodeURIComponent(encoded);
    const record = here.shown?.record.number === number ? here.shown.record : null;
    const base = if_match ?? record?.version ?? null;
    if (part === 'comments' && method === 'POST') {
        const slot = (body as { audience?: string }).audience === 'public' ? 'public' : 'internal';
        return { number, base, slot, title: say(`outbox.${slot}`) };
    }
    const name = part === 'acts' && method === 'POST' ? act : method === 'PATCH' ? 'edit' : undefined;
    if (name === undefined) {
        return null;
    }
    if (name === 'tick') {
        const { checklist, step } = (body as { fields: StepName }).fields;
        return { number, base, slot: tick_slot({ checklist, step }), title: say('outbox.act') };
    }
    const known = record ? act_named(record, decodeURIComponent(name)) : null;
    return { number, base, slot: `act.${name}`, title: known ? act_title(known) : say('outbox.act') };
}

/** Puts the text back where it was typed, beside what stands there by now. */
function give_back(context: Context, { number, slot, body }: OutboxItem): void {
    const { text, fields, comment } = body as { text?: string; fields?: Record<string, unknown>; comment?: { text: string } };
    const draft = context.drafts.open(number, slot);
    const { content } = draft;
    const texts = [text ?? comment?.text ?? '', content.text].filter((each) => each !== '');
    draft.set({
        text: [...new Set(texts)].join('\n\n'),
        values: { ...(fields === undefined ? {} : { fields }), ...content.values },
    });
}
