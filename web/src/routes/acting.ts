// Acts done from where no form is open: by a key on a row, or out of the palette.

import { new_key } from '../api/attempt';
import * as desk from '../api/desk';
import { KeptForLater } from '../api/refused';
import type { DeskRecord, SentValue, RecordAct } from '../api/types';
import { act_title } from '../features/acts/act_form';
import { error_words } from '../features/errors/error_words';
import { say } from '../words';
import type { Context } from './context';
import { here } from './here.svelte';

/** Does the act, says that it is done or why not, and shows the record as it is then. */
export async function do_at_once(
    context: Context,
    record: DeskRecord,
    act: RecordAct,
    fields: Record<string, SentValue> = {},
): Promise<void> {
    if (!act.allowed) {
        context.announce(act.why_not || say('acts.no_reason'));
        return;
    }
    try {
        const done = await desk.act(record.number, act.name, { fields }, record.version, `off-${new_key()}`);
        if (here.shown?.record.number === done.number) {
            here.shown.took(done);
        }
        context.announce(say('keys.done_on', { act: act_title(act), number: record.number }));
    } catch (error) {
        // Of what waits on this device is told where it is kept.
        if (!(error instanceof KeptForLater)) {
            context.announce(error_words(error));
        }
    }
}

/** The act of the desk itself that has that name; null where this person does not know of it. */
export function act_named(record: DeskRecord, name: string): RecordAct | null {
    return record.acts?.find((act) => act.name === name) ?? null;
}
