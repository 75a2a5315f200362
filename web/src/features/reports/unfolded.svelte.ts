/** Which tables of a report the reader asked to see whole; kept with the report while she looks at the records of a figure. */
export class Unfolded {
    #ids = $state.raw<readonly string[]>([]);

    has(id: string): boolean {
        return this.#ids.includes(id);
    }

    add(id: string): void {
        this.#ids = [...this.#ids, id];
    }
}
