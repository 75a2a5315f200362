import { Refused } from '../../api/refused';
import type { DeviceStore, Kept } from './device_store';
import {
    type DeskDraft,
    type DraftContent,
    type DraftDesk,
    type DraftName,
    content_of,
    is_empty,
    is_same_content,
    no_content,
} from './draft_desk';

export type DraftStatus =
    | 'empty'
    /** On this device only; the desk gets it as soon as it answers. */
    | 'device'
    | 'desk'
    /** Neither could keep it. */
    | 'nowhere'
    /** More than the desk keeps of a draft: on this device only. */
    | 'too_long';

const pause_ms = 3_000;
const retry_ms = 15_000;

/**
 * One text on its way. It is written to the device at each key and to the desk after a pause; what another device
 * wrote in between is never overwritten and never takes the place of what was typed here: it is offered.
 */
export class Draft {
    readonly name: DraftName;
    content = $state.raw<DraftContent>(no_content());
    status = $state<DraftStatus>('empty');
    /** When the desk kept it last. */
    saved = $state<string | null>(null);
    /** Another text of hers, from another device, that this one does not hold. */
    other = $state.raw<DeskDraft | null>(null);
    /** It was sent or removed at another device; what is here is a copy. */
    gone_elsewhere = $state(false);

    readonly #device: DeviceStore;
    /** Null: the desk keeps none of this kind, and it stays on this device. */
    readonly #desk: DraftDesk | null;
    #version: number | null;
    #unsaved: boolean;
    /** Whether the desk was asked what it keeps. */
    #looked = false;
    #stopped = false;
    #timer: ReturnType<typeof setTimeout> | undefined;
    #work: Promise<void> = Promise.resolve();

    constructor(name: DraftName, device: DeviceStore, desk: DraftDesk | null) {
        this.name = name;
        this.#device = device;
        this.#desk = desk;
        const kept = device.read(name);
        this.content = kept === null ? no_content() : { text: kept.text, values: kept.values };
        this.#version = kept?.version ?? null;
        this.#unsaved = kept?.unsaved ?? false;
        this.status = is_empty(this.content) ? 'empty' : 'device';
    }

    get unsaved(): boolean {
        return this.#unsaved && !is_empty(this.content);
    }

    /** Takes what is in the input now. */
    set(content: DraftContent): void {
        this.content = content;
        this.#unsaved = true;
        this.gone_elsewhere = false;
        this.#keep();
        this.#later(pause_ms);
    }

    /** It was sent, or given up: gone here at once, and at the desk as soon as it answers. */
    drop(): Promise<void> {
        this.set(no_content());
        return this.flush();
    }

    /** Brings desk and device to the same, as far as that goes now. Never throws. */
    flush(): Promise<void> {
        clearTimeout(this.#timer);
        this.#work = this.#work.then(() => this.#settle());
        return this.#work;
    }

    /** Asks the desk anew what it keeps, as when the screen is opened. */
    look(): Promise<void> {
        this.#looked = false;
        return this.flush();
    }

    /** Answers the offer of the other text; what is chosen is saved over it. */
    choose(content: DraftContent): void {
        this.#version = this.other?.version ?? this.#version;
        this.other = null;
        this.set(content);
        void this.flush();
    }

    /** Nothing of it is written any more: the device is somebody else's next. */
    stop(): void {
        clearTimeout(this.#timer);
        this.#stopped = true;
    }

    async #settle(): Promise<void> {
        if (this.#stopped) {
            return;
        }
        try {
            const desk = this.#desk;
            if (desk === null) {
                this.#unsaved = !is_empty(this.content);
                this.#keep();
                return;
            }
            if (!this.#looked) {
                this.#take(await desk.read(this.name));
                this.#looked = true;
            }
            if (this.#unsaved && this.other === null) {
                await (is_empty(this.content) ? this.#remove(desk) : this.#save(desk));
            }
        } catch (error) {
            if (error instanceof Refused && error.status === 413) {
                this.status = 'too_long';
            } else if (!(error instanceof Refused && error.status === 404)) {
                this.#later(retry_ms);
            }
        }
    }

    /** What the desk keeps meets what is here. */
    #take(found: DeskDraft | null): void {
        if (found === null) {
            this.gone_elsewhere = !this.#unsaved && this.#version !== null && !is_empty(this.content);
            this.#version = null;
        } else if (is_same_content(content_of(found), this.content)) {
            this.#agree(found);
        } else if (!this.#unsaved || (is_empty(this.content) && found.version !== this.#version)) {
            // Nothing was typed here since the desk had it: the desk's is the later one.
            this.content = content_of(found);
            this.#agree(found);
        } else if (found.version !== this.#version) {
            this.other = found;
        }
    }

    async #save(desk: DraftDesk): Promise<void> {
        const sent = this.content;
        const answer = await desk.put(this.name, sent, this.#version);
        if ('other' in answer) {
            if (answer.other === null) {
                // What this was typed over is gone: it is a new one.
                this.#version = null;
                this.#later(0);
            } else {
                this.#take(answer.other);
            }
            return;
        }
        this.#version = answer.kept.version;
        this.saved = answer.kept.saved;
        if (this.content === sent) {
            this.#agree(answer.kept);
        } else {
            // More was typed meanwhile.
            this.#keep();
            this.#later(pause_ms);
        }
    }

    async #remove(desk: DraftDesk): Promise<void> {
        // Another device may have gone on with it: then it is not this one's to remove.
        const other = this.#version === null ? null : await desk.drop(this.name, this.#version);
        if (other !== null) {
            this.#take(other);
            return;
        }
        this.#version = null;
        if (is_empty(this.content)) {
            this.#unsaved = false;
            this.#keep();
        } else {
            this.#later(pause_ms);
        }
    }

    #agree(found: DeskDraft): void {
        this.#version = found.version;
        this.#unsaved = false;
        this.saved = found.saved;
        this.#keep();
    }

    #keep(): void {
        const kept: Kept = { ...this.content, version: this.#version, unsaved: this.#unsaved };
        const on_device = !this.#stopped && this.#device.keep(this.name, kept);
        if (is_empty(this.content)) {
            this.status = 'empty';
        } else if (this.#unsaved) {
            this.status = on_device ? 'device' : 'nowhere';
        } else {
            this.status = 'desk';
        }
    }

    #later(wait_ms: number): void {
        clearTimeout(this.#timer);
        if (this.#stopped) {
            return;
        }
        this.#timer = setTimeout(() => void this.flush(), wait_ms);
    }
}
