// Where there is room for both, the box to write in stands at the foot of the window while one reads.

import { MediaQuery } from 'svelte/reactivity';

/** Of one component, which says how high it is. */
export class Dock {
    /** px */
    height = $state(0);
    readonly #roomy = new MediaQuery('(min-width: 961px) and (min-height: 720px)');

    constructor() {
        $effect(() => {
            // What gets the focus, and what is told at the foot of the window, comes to lie above it.
            const { style } = document.documentElement;
            style.setProperty('--dock', this.docked ? `${this.height}px` : '0px');
            return () => style.removeProperty('--dock');
        });
    }

    get docked(): boolean {
        return this.#roomy.current;
    }
}
