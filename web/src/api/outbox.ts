// What was sent while the desk did not answer. Each thing waits with its idempotency key, so that sending it again can
// never do it twice; what waits for one record goes in the order in which it was written.

import { Refused, Unreachable } from './refused';

export type OutboxState = 'waiting' | 'sending' | 'sent' | 'needs_you';

export interface OutboxItem {
    /** The idempotency key; those that begin with `off-` the desk remembers for 90 days. */
    id: string;
    person: string;
    number: string;
    /** What it is, in words for people. */
    title: string;
    /** Where its text goes back to when the desk refuses it. */
    slot: string;
    path: string;
    method: string;
    body: unknown;
    /** The version that its writer saw. */
    base: number | null;
    /** Whether it holds only for that version. */
    is_bound: boolean;
    /** Milliseconds since 1970, by this device. */
    created: number;
    state: OutboxState;
    settled?: number;
    /** Why the desk refused it. */
    reason?: string;
}

export interface OutboxStore {
    all: () => Promise<OutboxItem[]>;
    put: (item: OutboxItem) => Promise<unknown>;
    drop: (id: string) => Promise<unknown>;
}

/** Sends one thing; answers with the version that the record then has, where it says one. */
export type Send = (item: OutboxItem) => Promise<number | null>;

export class Outbox {
    readonly #store: OutboxStore;
    readonly #send: Send;
    /** Told of each change; a refused item becomes its writer's draft again. */
    readonly #told: (change: 'changed' | { refused: OutboxItem; error: Refused }) => Promise<unknown> | void;
    readonly #now: () => number;

    constructor(
        store: OutboxStore,
        send: Send,
        told: (change: 'changed' | { refused: OutboxItem; error: Refused }) => Promise<unknown> | void,
        now: () => number = Date.now,
    ) {
        this.#store = store;
        this.#send = send;
        this.#told = told;
        this.#now = now;
    }

    async items(): Promise<OutboxItem[]> {
        return (await this.#store.all()).toSorted((one, other) => one.created - other.created);
    }

    /** Takes what could not be sent. Once this settles it is safe, also from a power cut. */
    async take(item: Omit<OutboxItem, 'state' | 'created'>): Promise<void> {
        const last = (await this.items()).at(-1)?.created ?? 0;
        // Two things of one millisecond still have an order.
        await this.#put({ ...item, state: 'waiting', created: Math.max(this.#now(), last + 1) });
    }

    /** Forgets one thing: it was sent, or its writer does not want it sent any more. */
    async drop(id: string): Promise<void> {
        await this.#store.drop(id);
        await this.#told('changed');
    }

    /** Tries a refused thing once more, as it was written, against the record as it is now. */
    async again(id: string, base: number): Promise<void> {
        const item = (await this.items()).find((each) => each.id === id);
        if (item) {
            const { reason: _, ...rest } = item;
            await this.#put({ ...rest, base, state: 'waiting' });
        }
    }

    /**
     * Sends what waits, one after another. Whoever calls this makes sure that no other tab does so at the same time.
     * True when nothing is left that waits.
     */
    async drain(): Promise<boolean> {
        const stuck = new Set<string>();
        for (const { id } of await this.items()) {
            const item = (await this.items()).find((each) => each.id === id);
            if (item?.state === 'needs_you') {
                stuck.add(item.number);
            } else if (item && item.state !== 'sent' && !stuck.has(item.number)) {
                const outcome = await this.#try(item);
                if (outcome === 'later') {
                    return false;
                }
                if (outcome === 'refused') {
                    stuck.add(item.number);
                }
            }
        }
        return !(await this.items()).some(({ state }) => state === 'waiting' || state === 'sending');
    }

    async #try(item: OutboxItem): Promise<'sent' | 'refused' | 'later'> {
        await this.#put({ ...item, state: 'sending' });
        try {
            const version = await this.#send(item);
            await this.#put({ ...item, state: 'sent', settled: this.#now() });
            await this.#carry_on(item, version);
            return 'sent';
        } catch (error) {
            if (error instanceof Refused && is_final(error.status)) {
                const refused: OutboxItem = { ...item, state: 'needs_you', settled: this.#now(), reason: error.message };
                await this.#put(refused);
                await this.#told({ refused, error });
                return 'refused';
            }
            await this.#put({ ...item, state: 'waiting' });
            if (error instanceof Refused || error instanceof Unreachable) {
                return 'later';
            }
            throw error;
        }
    }

    /** What waits for the same record, and was written on top of this, now builds on the version that this made. */
    async #carry_on(sent: OutboxItem, version: number | null): Promise<void> {
        // Where others wrote in between, whoever wrote it has not seen that, and the desk is to say so.
        if (version === null || sent.base === null || version !== sent.base + 1) {
            return;
        }
        for (const item of await this.items()) {
            if (item.number === sent.number && item.state === 'waiting' && item.base === sent.base) {
                await this.#put({ ...item, base: version });
            }
        }
    }

    async #put(item: OutboxItem): Promise<void> {
        await this.#store.put(item);
        await this.#told('changed');
    }
}

/** Whether the desk's no is about the thing itself, not about the moment or the session. */
function is_final(status: number): boolean {
    return status < 500 && status !== 401 && status !== 429;
}
