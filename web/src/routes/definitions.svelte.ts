import * as desk from '../api/desk';
import type { Process } from '../api/types';

/** The processes of the desk, asked for once and kept for all screens. */
export class Definitions {
    #known = $state.raw<Process[]>([]);
    #active = $state.raw<Process[]>([]);
    #asked: Promise<void> | null = null;

    /** The versions that new records begin with. */
    get active(): Process[] {
        return this.#active;
    }

    /** Settles when the active definitions are there. A failure is told each time, and the next call asks again. */
    load(): Promise<void> {
        this.#asked ??= this.#ask();
        return this.#asked;
    }

    /** That version, or the active one until it is there: most names stay the same from version to version. */
    find(id: string, version: number): Process | null {
        const exact = this.#known.find((process) => process.id === id && process.version === version);
        return exact ?? this.#active.find((process) => process.id === id) ?? null;
    }

    /** Fetches the version that a record began with, where it is not an active one. */
    async need(id: string, version: number): Promise<void> {
        if (!this.#known.some((process) => process.id === id && process.version === version)) {
            const process = await desk.process(id, version);
            this.#known = [...this.#known, process];
        }
    }

    /** Others may be in use by now: fetches those that are not known yet. What is known stays where the desk does not answer. */
    async look_again(): Promise<void> {
        await this.#asked?.catch(() => undefined);
        if (this.#active.length === 0) {
            return;
        }
        try {
            const summaries = (await desk.processes()).filter((summary) => summary.active !== false);
            await Promise.all(summaries.map(({ id, version }) => this.need(id, version)));
            const active = summaries.flatMap(({ id, version }) => {
                return this.#known.find((process) => process.id === id && process.version === version) ?? [];
            });
            if (active.some((process) => !this.#active.includes(process)) || active.length !== this.#active.length) {
                this.#active = active;
            }
        } catch {
            // The next news asks again.
        }
    }

    async #ask(): Promise<void> {
        try {
            const summaries = (await desk.processes()).filter((summary) => summary.active !== false);
            this.#active = await Promise.all(summaries.map(({ id, version }) => desk.process(id, version)));
            this.#known = [...this.#known, ...this.#active];
        } catch (error) {
            this.#asked = null;
            throw error;
        }
    }
}
