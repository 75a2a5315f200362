// Numbers that look random and are the same for the same seed, so that what failed can be done again.

export class Random {
    #state;

    constructor(seed) {
        this.#state = (seed * 2_654_435_769) >>> 0;
    }

    /** A whole number from 0 to `limit` - 1. */
    below(limit) {
        this.#state = (this.#state + 0x9e3779b9) >>> 0;
        let mixed = this.#state;
        mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
        mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
        return ((mixed ^ (mixed >>> 16)) >>> 0) % limit;
    }

    one_of(list) {
        return list[this.below(list.length)];
    }
}
