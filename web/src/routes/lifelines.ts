// What goes on beside the screens while someone is signed in: what was read and what waits on this device, whether the
// desk answers, and what happens to the session in other tabs.

import { save_answers } from '../api/call';
import { SavedAnswers } from '../api/saved_answers';
import { connection } from './connection.svelte';
import type { Context } from './context';
import { live } from './live.svelte';
import { outbox } from './outbox.svelte';
import { on_session, tell_session } from './session_news';
import { keep_unsent } from './unsent';

const answers = new SavedAnswers();
/** The shell is kept once the page has what it needs itself: a slow line carries one thing at a time. */
const worker_after_ms = 3_000;

/** What the page does when another tab changes the session. */
export interface SessionEnds {
    /** The same person signed in again elsewhere. */
    same: () => void;
    /** She signed out elsewhere. */
    out: () => void;
    /** Somebody else is signed in now. */
    other: () => void;
}

/** Reads may stand in for the desk before anyone is known: so the page opens while it does not answer. */
export function read_saved_answers(): void {
    save_answers(answers);
}

/** Nobody is signed in, says the desk: whatever was kept of the last person goes. */
export function forget_answers(): Promise<void> {
    return answers.wipe();
}

/** Returns how to stop. */
export function begin_lifelines(context: Context, ends: SessionEnds): () => void {
    const { id } = context.me;
    void answers.of_person(id);
    answers.keep('/session', { me: context.me });
    const stops = [
        () => live.stop(),
        connection.follow(),
        keep_unsent(context),
        // Another version that comes in use is told as another right: all is to be read anew.
        live.on_reset(() => void context.definitions.look_again()),
        on_session(({ kind, person }) => {
            if (kind === 'in') {
                (person === id ? ends.same : ends.other)();
            } else if (person === id) {
                ends.out();
            }
        }),
    ];
    live.start(id);
    tell_session({ kind: 'in', person: id });
    keep_shell();
    return () => stops.forEach((stop) => stop());
}

/** After a sign-out: nothing of hers stays on this device, and her other tabs stop. */
export async function forget_person(person: string): Promise<void> {
    tell_session({ kind: 'out', person });
    await Promise.all([answers.wipe(), outbox.forget()]);
}

function keep_shell(): void {
    if (import.meta.env.PROD && 'serviceWorker' in navigator) {
        // Without it the page works as well, but for opening it while the desk does not answer.
        setTimeout(() => navigator.serviceWorker.register('/sw.js').catch(() => undefined), worker_after_ms);
    }
}
