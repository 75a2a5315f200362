// Typed text on this device, written at each key: what the desk has not got yet is here. One person's is never
// another's.

import type { DraftContent, DraftName } from './draft_desk';
import { is_empty } from './draft_desk';

export type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export interface Kept extends DraftContent {
    /** The desk's version that this was typed over; null when it had none. */
    version: number | null;
    /** The desk does not have this yet. An empty one that is unsaved is still to be removed there. */
    unsaved: boolean;
}

export class DeviceStore {
    readonly #store: Store;
    readonly #person: string;

    constructor(store: Store, person: string) {
        this.#store = store;
        this.#person = person;
    }

    read(name: DraftName): Kept | null {
        try {
            const found: unknown = JSON.parse(this.#store.getItem(this.#key(name)) ?? 'null');
            return is_kept(found) ? found : null;
        } catch {
            return null;
        }
    }

    /** False when this device cannot keep it. */
    keep(name: DraftName, kept: Kept): boolean {
        try {
            if (is_empty(kept) && !kept.unsaved) {
                this.#store.removeItem(this.#key(name));
            } else {
                this.#store.setItem(this.#key(name), JSON.stringify(kept));
            }
            return true;
        } catch {
            return false;
        }
    }

    /** Names of all that the desk has not got yet. */
    unsaved(): DraftName[] {
        return this.#names().filter((name) => this.read(name)?.unsaved === true);
    }

    drop_all(): void {
        for (const name of this.#names()) {
            this.#store.removeItem(this.#key(name));
        }
    }

    #names(): DraftName[] {
        try {
            const prefix = this.#key({ number: '', slot: '' }).slice(0, -1);
            const keys = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at));
            return keys.flatMap((key) => (key?.startsWith(prefix) ? name_of(key.slice(prefix.length)) : []));
        } catch {
            return [];
        }
    }

    #key({ number, slot }: DraftName): string {
        return `reeve.draft.${this.#person}.${number}/${slot}`;
    }
}

function name_of(text: string): DraftName[] {
    const [number, slot] = text.split('/');
    return number !== undefined && slot !== undefined ? [{ number, slot }] : [];
}

function is_kept(found: unknown): found is Kept {
    if (found === null || typeof found !== 'object') {
        return false;
    }
    const { text, values, version, unsaved } = found as Record<string, unknown>;
    const has_content = typeof text === 'string' && values !== null && typeof values === 'object' && !Array.isArray(values);
    return has_content && (version === null || typeof version === 'number') && typeof unsaved === 'boolean';
}
