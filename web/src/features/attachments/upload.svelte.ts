import { Refused, Unreachable } from '../../api/refused';
import { error_words } from '../errors/error_words';

/** How far the desk has a file. */
export interface UploadState {
    upload: string;
    /** Bytes that it has. */
    offset: number;
    complete: boolean;
}

export interface UploadDesk {
    begin: (name: string, media_type: string, length: number, part: Blob) => Promise<UploadState>;
    next: (upload: string, offset: number, part: Blob) => Promise<UploadState>;
    ask: (upload: string) => Promise<UploadState>;
}

export type UploadStage = 'sending' | 'waiting' | 'done' | 'refused' | 'removed';

const first_part = 32_768;
const part_max = 1_048_576;
/** A part that took less is followed by a larger one, and one that took four times this by a smaller. */
const good_part_ms = 500;
const first_wait_ms = 1_000;
const wait_max_ms = 30_000;

/** A file on its way to the desk in parts: it goes on where it ended, however often the line breaks. */
export class Upload {
    readonly file: File;
    sent = $state(0);
    stage = $state<UploadStage>('sending');
    problem = $state('');
    upload: string | null = null;
    readonly #desk: UploadDesk;
    #part = first_part;
    #wake: () => void = () => {};

    constructor(file: File, desk: UploadDesk) {
        this.file = file;
        this.#desk = desk;
    }

    /** Settles when the file is there, was refused or was removed; a broken line is waited for. */
    async run(): Promise<UploadStage> {
        let wait_ms = first_wait_ms;
        while (this.stage === 'sending' || this.stage === 'waiting') {
            try {
                await this.#send_part();
                wait_ms = first_wait_ms;
            } catch (error) {
                if (!this.#may_go_on(error)) {
                    this.problem = error_words(error);
                    this.stage = 'refused';
                    break;
                }
                this.#set('waiting');
                await this.#pause(wait_ms);
                wait_ms = Math.min(2 * wait_ms, wait_max_ms);
                await this.#find_offset();
            }
        }
        return this.stage;
    }

    remove(): void {
        this.stage = 'removed';
        this.#wake();
    }

    /** Goes on now rather than after the pause. */
    retry(): void {
        this.#wake();
    }

    async #send_part(): Promise<void> {
        const from = this.sent;
        const part = this.file.slice(from, from + this.#part);
        const began = performance.now();
        const state =
            this.upload === null
                ? await this.#desk.begin(this.file.name, this.file.type, this.file.size, part)
                : await this.#desk.next(this.upload, from, part);
        const took = performance.now() - began;
        if (took < good_part_ms) {
            this.#part = Math.min(2 * this.#part, part_max);
        } else if (took > 4 * good_part_ms) {
            this.#part = Math.max(this.#part / 2, first_part);
        }
        this.#take(state);
    }

    #take(state: UploadState): void {
        this.upload = state.upload;
        this.sent = state.offset;
        this.#set(state.complete ? 'done' : 'sending');
    }

    /** Where the desk has it to, which a lost answer leaves unknown. */
    async #find_offset(): Promise<void> {
        if (this.upload === null || this.stage === 'removed') {
            return;
        }
        try {
            this.#take(await this.#desk.ask(this.upload));
        } catch {
            // The next part's refusal says what is wrong, or the line is still down.
        }
    }

    #set(stage: UploadStage): void {
        if (this.stage !== 'removed') {
            this.stage = stage;
        }
    }

    #may_go_on(error: unknown): boolean {
        const passing = error instanceof Refused && [409, 503].includes(error.status) && this.upload !== null;
        return error instanceof Unreachable || passing;
    }

    #pause(wait_ms: number): Promise<void> {
        return new Promise((resolve) => {
            const timer = setTimeout(resolve, wait_ms);
            this.#wake = () => {
                clearTimeout(timer);
                resolve();
            };
        });
    }
}
