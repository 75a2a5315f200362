import { smaller } from './photo';
import { Upload, type UploadDesk } from './upload.svelte';

/** A file that the desk has, to be named in what is sent; kept with the draft. */
export interface FileRef {
    upload: string;
    name: string;
    /** Bytes. */
    size: number;
    /** Of the kinds of documents that the record's type names; absent: of none. */
    kind?: string;
}

/** One file that was picked: what goes, and the original where that is larger. */
export class Picked {
    readonly original: File;
    /** Still being made smaller: null. */
    going = $state.raw<Upload | null>(null);
    shrunk = $state(false);

    constructor(original: File) {
        this.original = original;
    }
}

/** The files that come with one text, on their way. Those that are there are handed to `onref`, to be kept with it. */
export class Attachments {
    picked = $state.raw<Picked[]>([]);
    readonly #desk: UploadDesk;
    readonly #onref: (ref: FileRef) => void;
    /** What was made smaller, so that its original can be asked for. */
    readonly #originals = new Map<string, File>();

    constructor(desk: UploadDesk, onref: (ref: FileRef) => void) {
        this.#desk = desk;
        this.#onref = onref;
    }

    get busy(): boolean {
        return this.picked.some((each) => each.going?.stage !== 'refused');
    }

    add(files: Iterable<File>): void {
        for (const file of files) {
            void this.#go(file, true);
        }
    }

    /** Sends the file as it was picked in place of the smaller one; false when it is not at hand any more. */
    send_original(ref: FileRef): boolean {
        const original = this.#originals.get(ref.upload);
        if (original !== undefined) {
            void this.#go(original, false);
        }
        return original !== undefined;
    }

    original_size(ref: FileRef): number | null {
        return this.#originals.get(ref.upload)?.size ?? null;
    }

    remove(one: Picked): void {
        one.going?.remove();
        this.picked = this.picked.filter((each) => each !== one);
    }

    async #go(file: File, shrink: boolean): Promise<void> {
        const one = new Picked(file);
        this.picked = [...this.picked, one];
        const small = shrink ? await smaller(file) : null;
        if (!this.picked.includes(one)) {
            return;
        }
        const upload = new Upload(small ?? file, this.#desk);
        one.shrunk = small !== null;
        one.going = upload;
        if ((await upload.run()) === 'done' && upload.upload !== null) {
            if (small !== null) {
                this.#originals.set(upload.upload, file);
            }
            this.picked = this.picked.filter((each) => each !== one);
            this.#onref({ upload: upload.upload, name: upload.file.name, size: upload.file.size });
        }
    }
}

/** The files kept with a draft; what is none is left out. */
export function refs_of(value: unknown): FileRef[] {
    return Array.isArray(value) ? value.filter(is_ref) : [];
}

function is_ref(value: unknown): value is FileRef {
    if (value === null || typeof value !== 'object') {
        return false;
    }
    const { upload, name, size, kind } = value as Record<string, unknown>;
    const is_kind = kind === undefined || typeof kind === 'string';
    return typeof upload === 'string' && typeof name === 'string' && typeof size === 'number' && is_kind;
}

/** A file as it is sent: the upload, what it is, and for whom where that is said. */
export function sent_ref<Said extends object>({ upload, kind }: FileRef, said: Said): { upload: string; kind?: string } & Said {
    return { upload, ...(kind === undefined ? {} : { kind }), ...said };
}

/** The files that came by drop or paste. */
export function files_in(data: DataTransfer | null): File[] {
    return [...(data?.files ?? [])];
}
