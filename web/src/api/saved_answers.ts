// The answers that were read last, so that they can be read again while the desk does not answer. Only what the page
// shows is kept, little of it, and nothing of one person for another.

import { device_base } from './device_base';

/** At most so many answers; what was read longest ago goes first. */
const answers_max = 150;
/** Characters of one answer; a longer one is not kept. */
const answer_max = 300_000;
/** Lists, records with their timelines, and what the page needs to show them. Searches are not kept. */
const kept = [
    /^\/(session|me)$/,
    /^\/processes(\/|$)/,
    /^\/(people|organisations|teams|views)\b/,
    /^\/reports\/standing/,
    /^\/records\?(?!.*\bq=)/,
    /^\/records\/[^/?]+(\/timeline)?(\?.*)?$/,
];

export function is_kept(path: string): boolean {
    return kept.some((pattern) => pattern.test(path));
}

export class SavedAnswers {
    #person: string | null = null;
    #writing = Promise.resolve();

    /** Keeps for that person from now on; whatever is another's goes. */
    async of_person(person: string): Promise<void> {
        this.#person = person;
        await this.#in_turn(async () => {
            const base = await device_base();
            const all = await base.getAll('answers');
            const foreign = all.filter((each) => each.person !== person);
            await Promise.all(foreign.map((each) => base.delete('answers', each.path)));
        });
    }

    keep(path: string, answer: unknown): void {
        const person = this.#person;
        if (person === null || !is_kept(path)) {
            return;
        }
        void this.#in_turn(async () => {
            if (JSON.stringify(answer).length <= answer_max && this.#person === person) {
                const base = await device_base();
                await base.put('answers', { path, person, answer, kept_ms: Date.now() });
                await this.#drop_oldest();
            }
        });
    }

    /** Undefined when there is none. Before anyone is known to be signed in it is that of whoever was last. */
    async read(path: string): Promise<unknown> {
        try {
            const found = await (await device_base()).get('answers', path);
            return this.#person === null || found?.person === this.#person ? found?.answer : undefined;
        } catch {
            return undefined;
        }
    }

    /** Forgets all of it, and keeps no more until it is told for whom. */
    async wipe(): Promise<void> {
        this.#person = null;
        await this.#in_turn(async () => (await device_base()).clear('answers'));
    }

    async #drop_oldest(): Promise<void> {
        const base = await device_base();
        if ((await base.count('answers')) > answers_max) {
            const all = await base.getAll('answers');
            const oldest = all.toSorted((one, other) => one.kept_ms - other.kept_ms).slice(0, all.length - answers_max);
            await Promise.all(oldest.map((each) => base.delete('answers', each.path)));
        }
    }

    /** One after another, so that a wipe is never overtaken by what was read before it. */
    #in_turn(work: () => Promise<void>): Promise<void> {
        // A device that keeps nothing is no fault: then there is nothing to read while offline.
        this.#writing = this.#writing.then(work).catch(() => undefined);
        return this.#writing;
    }
}
