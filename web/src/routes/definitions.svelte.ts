import * as desk from '../api/desk';
import type { Process } from '../api/types';

/** The processes of the desk, asked for once and kept for all screens. */
export class Definitions {
    all = $state.raw<Process[]>([]);
    #asked: Promise<void> | null = null;

    /** Settles when the definitions are there. A failure is told each time, and the next call asks again. */
    load(): Promise<void> {
        this.#asked ??= this.#ask();
        return this.#asked;
    }

    find(id: string): Process | null {
        return this.all.find((process) => process.id === id) ?? null;
    }

    async #ask(): Promise<void> {
        try {
            const summaries = await desk.processes();
            this.all = await Promise.all(summaries.map((summary) => desk.process(summary.id)));
        } catch (error) {
            this.#asked = null;
            throw error;
        }
    }
}
