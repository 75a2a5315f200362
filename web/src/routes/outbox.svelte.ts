// What waits on this device to be sent, for whoever is signed in, in all tabs of the browser.

import { call } from '../api/call';
import { device_base } from '../api/device_base';
import { Outbox, type OutboxItem, type OutboxStore } from '../api/outbox';
import type { Refused, Unanswered } from '../api/refused';

/** What a screen says of a thing that could not be sent. */
export interface Unsent {
    number: string;
    title: string;
    slot: string;
    /** The version that its writer saw. */
    base: number | null;
}

/** A refused thing becomes its writer's draft again. */
type OnRefused = (item: OutboxItem, error: Refused) => Promise<void> | void;

const first_try_ms = 2_000;
const next_try_ms = 30_000;
/** What was sent is shown for so long. */
const shown_ms = 600_000;

class OutboxHere {
    items = $state.raw<OutboxItem[]>([]);
    /** Rises with each thing that was sent: screens that show its record may read it again. */
    sent = $state(0);
    #person = '';
    #box: Outbox | null = null;
    #channel: BroadcastChannel | null = null;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #forget: (() => void) | null = null;

    get waiting(): number {
        return this.items.filter(({ state }) => state === 'waiting' || state === 'sending').length;
    }

    get needs_you(): number {
        return this.items.filter(({ state }) => state === 'needs_you').length;
    }

    /** Takes up what that person left here, and sends it as soon as the desk answers. */
    start(person: string, on_refused: OnRefused): void {
        this.stop();
        this.#person = person;
        this.#box = new Outbox(store_of(person), send, (change) =>
            change === 'changed' ? this.#changed() : on_refused(change.refused, change.error),
        );
        this.#channel = new BroadcastChannel(`reeve.outbox.${person}`);
        this.#channel.onmessage = () => void this.#read();
        const again = () => this.drain();
        const on_visible = () => document.visibilityState === 'visible' && this.drain();
        addEventListener('online', again);
        document.addEventListener('visibilitychange', on_visible);
        this.#forget = () => {
            removeEventListener('online', again);
            document.removeEventListener('visibilitychange', on_visible);
        };
        void this.#drop_old().then(again);
    }

    stop(): void {
        clearTimeout(this.#timer);
        this.#forget?.();
        this.#forget = null;
        this.#channel?.close();
        this.#channel = null;
        this.#box = null;
        this.items = [];
    }

    /** Takes what the desk did not answer to. False where this device keeps nothing, or it may not wait. */
    async take(asked: Unanswered, what: Unsent): Promise<boolean> {
        if (this.#box === null || asked.key === undefined || !asked.key.startsWith('off-')) {
            return false;
        }
        try {
            await this.#box.take({
                id: asked.key,
                person: this.#person,
                ...what,
                path: asked.path,
                method: asked.method,
                body: asked.body,
                is_bound: asked.if_match !== undefined,
            });
        } catch {
            return false;
        }
        this.#try_in(first_try_ms);
        return true;
    }

    /** Its writer does not want it sent, or has seen that it was. */
    async drop(id: string): Promise<void> {
        await this.#box?.drop(id);
    }

    /** Sends what waits, unless another tab is at it. */
    drain(): void {
        const box = this.#box;
        if (box === null || this.waiting === 0) {
            return;
        }
        const work = async () => {
            const done = await box.drain();
            if (!done) {
                this.#try_in(next_try_ms);
            }
        };
        // Without locks two tabs may send the same thing: its key keeps the desk from doing it twice.
        const turn = navigator.locks?.request(`reeve.outbox.${this.#person}`, { ifAvailable: true }, async (lock) =>
            lock === null ? this.#try_in(first_try_ms) : work(),
        );
        (turn ?? work()).catch(() => this.#try_in(next_try_ms));
    }

    /** Leaves nothing of that person's on this device. */
    async forget(): Promise<void> {
        const store = store_of(this.#person);
        this.stop();
        try {
            await Promise.all((await store.all()).map(({ id }) => store.drop(id)));
        } catch {
            // Nothing was kept then.
        }
    }

    #try_in(ms: number): void {
        clearTimeout(this.#timer);
        this.#timer = setTimeout(() => this.drain(), ms);
    }

    async #drop_old(): Promise<void> {
        await this.#read();
        const old = this.items.filter(({ state, settled }) => state === 'sent' && (settled ?? 0) < Date.now() - shown_ms);
        await Promise.all(old.map(({ id }) => this.drop(id)));
    }

    async #changed(): Promise<void> {
        await this.#read();
        this.#channel?.postMessage('changed');
    }

    async #read(): Promise<void> {
        try {
            const before = this.items;
            const items = (await this.#box?.items()) ?? [];
            this.items = items;
            const sent = items.filter(({ id, state }) => state === 'sent' && before.some((b) => b.id === id && b.state !== 'sent'));
            this.sent += sent.length;
        } catch {
            this.items = [];
        }
    }
}

export const outbox = new OutboxHere();

async function send(item: OutboxItem): Promise<number | null> {
    const answer = await call<{ version?: unknown } | undefined>(item.path, {
        method: item.method as 'POST',
        body: item.body,
        key: item.id,
        waited: true,
        ...(item.is_bound && item.base !== null ? { if_match: item.base } : {}),
    });
    return typeof answer?.version === 'number' ? answer.version : null;
}

function store_of(person: string): OutboxStore {
    return {
        all: async () => (await device_base()).getAllFromIndex('outbox', 'person', person),
        put: async (item) => (await device_base()).put('outbox', item),
        drop: async (id) => (await device_base()).delete('outbox', id),
    };
}
