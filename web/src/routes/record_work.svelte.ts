import { send_once } from '../api/attempt';
import * as desk from '../api/desk';
import { Refused } from '../api/refused';
import type { DeskRecord, FieldValue, Page, SentValue, TimelineEntry } from '../api/types';
import { type Clash, changed_since, clashes_of, is_same, values_of } from '../features/record/edit_conflict';
import { Loaded } from './loaded.svelte';

/** How often an edit is tried again because others keep writing elsewhere in the record. */
const tries_max = 4;

export interface Edited {
    /** Others' edits of the same fields; then nothing was saved. */
    clashes: Clash[];
    /** Fields that others changed meanwhile, beside hers. */
    beside: string[];
}

/** One record on the screen: what the desk says of it, and what is sent to it. */
export class RecordWork {
    readonly number: string;
    readonly record = new Loaded<DeskRecord>();
    readonly entries = new Loaded<Page<TimelineEntry>>();
    readonly #me: string;

    constructor(number: string, me: string) {
        this.number = number;
        this.#me = me;
    }

    async reload(): Promise<void> {
        await Promise.all([this.record.load(() => desk.record(this.number)), this.load_timeline()]);
    }

    load_timeline(): Promise<boolean> {
        return this.entries.load(async () => sorted(await desk.timeline(this.number)));
    }

    async load_more(): Promise<void> {
        const before = this.entries.value;
        if (before?.next) {
            const page = await desk.timeline(this.number, before.next);
            this.entries.take(sorted({ ...page, items: [...before.items, ...page.items] }));
        }
    }

    /** Sends what was typed once, however often the button is pressed while no answer came. */
    async send<Answer>(slot: string, body: unknown, post: (key: string) => Promise<Answer>): Promise<Answer> {
        try {
            return await send_once(this.#me, `${this.number}.${slot}`, body, post);
        } catch (error) {
            if (error instanceof Refused && (error.status === 412 || error.status === 409)) {
                // Another got there first: show what is there now, and leave what was typed alone.
                void this.reload();
            }
            throw error;
        }
    }

    /**
     * Saves fields by themselves. `seen` is the record as their writer saw it: where others changed other fields since,
     * hers are saved beside; where they changed the same, nothing is saved, unless `over` says that she saw theirs.
     */
    async edit(fields: Record<string, SentValue>, seen: DeskRecord, over = false): Promise<Edited> {
        let now = this.record.value ?? seen;
        for (let tries = 1; ; tries += 1) {
            const clashes = over ? [] : clashes_of(fields, seen, now, this.entries.value?.items ?? []);
            if (clashes.length > 0) {
                return { clashes, beside: [] };
            }
            try {
                await this.#save(fields, now.version);
                const mine = Object.keys(fields);
                return { clashes: [], beside: changed_since(seen, now).filter((field) => !mine.includes(field)) };
            } catch (error) {
                if (!(error instanceof Refused && error.status === 412) || tries === tries_max) {
                    throw error;
                }
                now = await desk.record(this.number);
                await this.load_timeline();
                this.record.take(now);
            }
        }
    }

    async #save(fields: Record<string, SentValue>, version: number): Promise<void> {
        const slot = `${this.number}.edit.${Object.keys(fields).join(',')}`;
        this.show(await send_once(this.#me, slot, { fields, version }, (key) => desk.edit(this.number, fields, version, key)));
    }

    /** The desk answers with the record as it is now; or with its number only, when it was handed out of sight. */
    show(done: DeskRecord): void {
        if (done.state === undefined) {
            void this.record.load(() => desk.record(this.number));
        } else {
            this.record.take(done);
        }
        void this.load_timeline();
    }

    /** What the fields would be set back to; only those that are not so already. */
    static before(seen: DeskRecord, fields: Record<string, SentValue>): Record<string, SentValue> {
        const values = values_of(seen);
        const changed = Object.keys(fields).filter((field) => !is_same(values[field], fields[field]));
        return Object.fromEntries(changed.map((field) => [field, as_sent(values[field] ?? null)]));
    }
}

/** The API takes a party by its id. */
function as_sent(value: FieldValue): SentValue {
    return value !== null && typeof value === 'object' && 'id' in value ? value.id : value;
}

function sorted(page: Page<TimelineEntry>): Page<TimelineEntry> {
    return { ...page, items: page.items.toSorted((a, b) => a.seq - b.seq) };
}
