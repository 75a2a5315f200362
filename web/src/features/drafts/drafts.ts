// All drafts of one person at this device.

import { DeviceStore, type Store } from './device_store';
import { Draft } from './draft.svelte';
import { type DraftDesk, type DraftName, is_empty } from './draft_desk';

/** Stands for the record in the name of what the desk keeps no drafts of. */
const of_form = 'form';

export class Drafts {
    readonly #device: DeviceStore;
    readonly #desk: DraftDesk;
    readonly #open = new Map<string, Draft>();

    constructor(store: Store, person: string, desk: DraftDesk) {
        this.#device = new DeviceStore(store, person);
        this.#desk = desk;
    }

    /** The draft of that name, the same one for all who ask; the desk is asked what it keeps of it. */
    open(number: string, slot: string): Draft {
        const name: DraftName = { number, slot };
        const key = `${number}/${slot}`;
        const draft = this.#open.get(key) ?? new Draft(name, this.#device, number === of_form ? null : this.#desk);
        this.#open.set(key, draft);
        void draft.look();
        return draft;
    }

    /** The draft of a form that is no record's act: it stays on this device. */
    of_form(name: string): Draft {
        return this.open(of_form, name);
    }

    /** Brings all that the desk has not got to it. Returns how many texts are still on this device alone. */
    async flush(): Promise<number> {
        for (const { number, slot } of this.#device.unsaved()) {
            if (!this.#open.has(`${number}/${slot}`)) {
                this.open(number, slot);
            }
        }
        const all = [...this.#open.values()];
        await Promise.all(all.map((draft) => draft.flush()));
        return all.filter((draft) => draft.unsaved).length;
    }

    /** How many texts the desk has not got. */
    unsaved(): number {
        const kept = this.#device.unsaved().map((name) => this.#device.read(name));
        return kept.filter((each) => each !== null && !is_empty(each)).length;
    }

    /** Forgets all of this person's texts on this device, and writes no more of them. */
    drop_all(): void {
        for (const draft of this.#open.values()) {
            draft.stop();
        }
        this.#open.clear();
        this.#device.drop_all();
    }
}
