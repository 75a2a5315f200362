// Typed text that is kept on this device until it is sent. One person's drafts are never another's.

type Store = Pick<Storage, 'getItem' | 'setItem' | 'removeItem' | 'key' | 'length'>;

export class Drafts {
    readonly #store: Store;
    readonly #person: string;

    constructor(store: Store, person: string) {
        this.#store = store;
        this.#person = person;
    }

    /** The text kept under that slot; empty when there is none. */
    read(slot: string): string {
        try {
            return this.#store.getItem(this.#name(slot)) ?? '';
        } catch {
            return '';
        }
    }

    /** Keeps the text, or forgets the slot when it is empty. False when this device cannot keep it. */
    keep(slot: string, text: string): boolean {
        try {
            if (text === '') {
                this.#store.removeItem(this.#name(slot));
            } else {
                this.#store.setItem(this.#name(slot), text);
            }
            return true;
        } catch {
            return false;
        }
    }

    /** A kept set of values by name; empty when there is none or it cannot be read. */
    read_values(slot: string): Record<string, unknown> {
        try {
            const found: unknown = JSON.parse(this.read(slot) || '{}');
            return found !== null && typeof found === 'object' && !Array.isArray(found) ? { ...found } : {};
        } catch {
            return {};
        }
    }

    keep_values(slot: string, values: Record<string, unknown>): boolean {
        return this.keep(slot, Object.keys(values).length === 0 ? '' : JSON.stringify(values));
    }

    drop(slot: string): void {
        this.keep(slot, '');
    }

    /** How many texts of this person wait on this device. */
    count(): number {
        return this.#names().length;
    }

    /** Forgets all of this person's texts on this device. */
    drop_all(): void {
        for (const name of this.#names()) {
            this.#store.removeItem(name);
        }
    }

    #names(): string[] {
        try {
            const names = Array.from({ length: this.#store.length }, (_, at) => this.#store.key(at));
            return names.filter((name): name is string => name?.startsWith(this.#name('')) ?? false);
        } catch {
            return [];
        }
    }

    #name(slot: string): string {
        return `reeve.draft.${this.#person}.${slot}`;
    }
}
