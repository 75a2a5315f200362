import { KeptForLater, Refused } from './refused';

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem'>;

/** Random 128 bits as a UUID. `randomUUID` is missing where the page is served without TLS. */
export function new_key(source: Crypto = crypto): string {
    if (typeof source.randomUUID === 'function') {
        return source.randomUUID();
    }
    const bytes = source.getRandomValues(new Uint8Array(16));
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
    const hex = [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}

/**
 * The idempotency key of one thing that a person sends. It stays the same while the outcome is unknown and the
 * body unchanged, also across a reload: then sending again cannot do it twice.
 */
export class Attempt {
    readonly #store: Store;
    readonly #slot: string;

    constructor(store: Store, person: string, slot: string) {
        this.#store = store;
        this.#slot = `reeve.attempt.${person}.${slot}`;
    }

    key_for(body: unknown): string {
        const text = JSON.stringify(body);
        const kept = this.#kept();
        if (kept && kept.body === text) {
            return kept.key;
        }
        // Keys that begin so the desk remembers for 90 days: what could not be sent may wait that long.
        const key = `off-${new_key()}`;
        this.#keep(JSON.stringify({ key, body: text }));
        return key;
    }

    /**
     * An answer came, or it waits to be sent with its key, so what is sent next is another attempt; a fault says nothing
     * about the outcome.
     */
    settle(failure?: unknown): void {
        if (failure === undefined || failure instanceof KeptForLater || (failure instanceof Refused && is_final(failure.status))) {
            this.#forget();
        }
    }

    #kept(): { key: string; body: string } | null {
        try {
            return JSON.parse(this.#store.getItem(this.#slot) ?? 'null') as { key: string; body: string } | null;
        } catch {
            return null;
        }
    }

    #keep(text: string): void {
        try {
            this.#store.setItem(this.#slot, text);
        } catch {
            // A full or forbidden store costs only the protection across a reload.
        }
    }

    #forget(): void {
        try {
            this.#store.removeItem(this.#slot);
        } catch {
            // See #keep.
        }
    }
}

/** Sends what was typed once, however often that is asked for while no answer came. */
export async function send_once<Answer>(person: string, slot: string, body: unknown, post: (key: string) => Promise<Answer>): Promise<Answer> {
    const attempt = new Attempt(localStorage, person, slot);
    const key = attempt.key_for(body);
    try {
        const answer = await post(key);
        attempt.settle();
        return answer;
    } catch (error) {
        attempt.settle(error);
        throw error;
    }
}

/** Forgets the attempts of a person, whose text they hold. */
export function forget_attempts(store: Storage, person: string): void {
    try {
        const names = Array.from({ length: store.length }, (_, at) => store.key(at));
        for (const name of names) {
            if (name?.startsWith(`reeve.attempt.${person}.`)) {
                store.removeItem(name);
            }
        }
    } catch {
        // A store that cannot be read holds nothing.
    }
}

function is_final(status: number): boolean {
    return status < 500 && status !== 401 && status !== 409 && status !== 429;
}
