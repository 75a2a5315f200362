/** What a screen shows of an answer: the value, why there is none, and whether one is on its way. */
export class Loaded<Value> {
    value = $state.raw<Value | null>(null);
    error = $state.raw<unknown>(null);
    busy = $state(false);
    #latest = 0;

    /** Asks; an answer that a later question has overtaken is dropped. True when the answer was taken. */
    async load(ask: () => Promise<Value>): Promise<boolean> {
        const mine = ++this.#latest;
        this.busy = true;
        try {
            const found = await ask();
            if (mine !== this.#latest) {
                return false;
            }
            this.value = found;
            this.error = null;
            return true;
        } catch (error) {
            if (mine === this.#latest) {
                this.error = error;
            }
            return false;
        } finally {
            if (mine === this.#latest) {
                this.busy = false;
            }
        }
    }

    /** Takes a value that came another way, and drops whatever is still on its way. */
    take(value: Value): void {
        this.#latest += 1;
        this.value = value;
        this.error = null;
        this.busy = false;
    }

    clear(): void {
        this.#latest += 1;
        this.value = null;
        this.error = null;
        this.busy = false;
    }
}
