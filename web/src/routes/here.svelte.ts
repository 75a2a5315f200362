// The record on screen, as the shortcuts and the palette work with it.

import { untrack } from 'svelte';
import type { DeskRecord, RecordAct } from '../api/types';

export interface OnScreen {
    record: DeskRecord;
    /** Does an act that asks nothing, and opens the form of any other. */
    open_act: (act: RecordAct) => void;
    /** Shows the record as an act done elsewhere left it. */
    took: (record: DeskRecord) => void;
}

class Here {
    shown = $state.raw<OnScreen | null>(null);
    #meant: { number: string; what: (screen: OnScreen) => void } | null = null;

    /** Said by the record's screen while it shows one. Returns how to take it back. */
    show(screen: OnScreen): () => void {
        untrack(() => (this.shown = screen));
        const meant = this.#meant;
        if (meant?.number === screen.record.number) {
            this.#meant = null;
            // The screen is drawn first: what is meant may need its boxes.
            requestAnimationFrame(() => meant.what(screen));
        }
        return () => {
            if (this.shown === screen) {
                this.shown = null;
            }
        };
    }

    /** Does it once that record is on screen: what a key meant that was pressed on its row in a list. */
    once_shown(number: string, what: (screen: OnScreen) => void): void {
        this.#meant = { number, what };
    }
}

export const here = new Here();
