// A form that keeps what is typed into it on this device, over a reload, until it was sent or given up.

import type { Draft } from './draft.svelte';
import { is_same_content } from './draft_desk';
import type { Drafts } from './drafts';

export class KeptForm<Values extends object> {
    /** What stands in the inputs. */
    values = $state() as Values;
    /** What was typed another time stands in it. */
    returned = $state(false);
    /** And what it is about is not what it was then. */
    outdated = $state(false);
    readonly draft: Draft;
    readonly #start: Values;
    readonly #over: () => string;
    #typed_over: string | null = null;

    /** `start` is what it begins with; `over` what is changed with it, such as a version, to see whether that moved on. */
    constructor(draft: Draft, start: () => Values, over: () => string = () => '') {
        this.draft = draft;
        // Once: what it is sent from may be gone from the screen before it was answered.
        this.#start = start();
        this.#over = over;
        const { typed, over: before } = draft.content.values as { typed?: unknown; over?: unknown };
        this.returned = is_like(this.#start, typed);
        this.values = this.returned ? (typed as Values) : structuredClone(this.#start);
        if (this.returned && typeof before === 'string') {
            this.#typed_over = before;
            this.outdated = before !== over();
        }
    }

    /** Keeps what stands in the inputs now; nothing where that is what the form begins with. */
    keep(values: unknown): void {
        if (is_same_content(content(values), content(this.#start))) {
            if (this.draft.status !== 'empty') {
                void this.draft.drop();
            }
            return;
        }
        this.#typed_over ??= this.#over();
        const next = { text: '', values: { typed: values, over: this.#typed_over } };
        if (!is_same_content(next, this.draft.content)) {
            this.draft.set(next);
        }
    }

    /** It was sent, or given up: the form is as it begins. */
    drop(): void {
        this.values = structuredClone(this.#start);
        this.returned = false;
        this.outdated = false;
        this.#typed_over = null;
        void this.draft.drop();
    }
}

/** For a component as it begins: the form that it shows, kept as it is typed into. */
export function kept_form<Values extends object>(
    drafts: Drafts,
    name: string,
    start: () => Values,
    over?: () => string,
): KeptForm<Values> {
    const form = new KeptForm(drafts.of_form(name), start, over);
    $effect(() => form.keep($state.snapshot(form.values)));
    return form;
}

function content(values: unknown) {
    return { text: '', values: { values } };
}

/** Whether what was kept has the shape of what the form begins with: a form may have become another since. */
function is_like(start: unknown, kept: unknown): boolean {
    if (start === null || typeof start !== 'object') {
        return start === null ? kept !== undefined : typeof kept === typeof start;
    }
    if (kept === null || typeof kept !== 'object' || Array.isArray(kept) !== Array.isArray(start)) {
        return false;
    }
    if (Array.isArray(start)) {
        return (kept as unknown[]).every((each) => start.length === 0 || is_like(start[0], each));
    }
    return Object.entries(start).every(([name, value]) => is_like(value, (kept as Record<string, unknown>)[name]));
}
