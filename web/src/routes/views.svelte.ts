// The saved views of whoever is signed in, and how many records each has now.

import { new_key } from '../api/attempt';
import * as desk from '../api/desk';
import type { NewView, View, ViewCount } from '../api/types';
import type { Live } from './live.svelte';

/** However much changes, counts are asked for no more often. */
const count_every_ms = 5_000;

export class Views {
    all = $state.raw<readonly View[]>([]);
    counts = $state.raw<ReadonlyMap<string, ViewCount>>(new Map());
    #timer: ReturnType<typeof setTimeout> | undefined;
    #counted_ms = 0;

    async load(): Promise<void> {
        this.all = await desk.views();
        this.count_soon();
    }

    /** Counts follow what others do, and what was missed while the tab was hidden. Returns how to stop. */
    follow(live: Live): () => void {
        const on_look = () => document.visibilityState === 'visible' && this.count_soon();
        const stops = [live.on_records(() => this.count_soon()), live.on_reset(() => this.count_soon())];
        document.addEventListener('visibilitychange', on_look);
        addEventListener('focus', on_look);
        return () => {
            stops.forEach((stop) => stop());
            document.removeEventListener('visibilitychange', on_look);
            removeEventListener('focus', on_look);
            clearTimeout(this.#timer);
        };
    }

    count_soon(): void {
        const wait_ms = Math.max(0, this.#counted_ms + count_every_ms - Date.now());
        this.#timer ??= setTimeout(() => void this.#count(), wait_ms);
    }

    async save(view: NewView): Promise<View> {
        const saved = await desk.add_view(view, new_key());
        this.all = [...this.all, saved];
        this.#count_anew();
        return saved;
    }

    async change(view: View, change: Partial<NewView>): Promise<void> {
        const changed = await desk.change_view(view, change, new_key());
        this.all = this.all.map((each) => (each.id === view.id ? changed : each));
        this.#count_anew();
    }

    async remove(view: View): Promise<void> {
        await desk.remove_view(view, new_key());
        this.all = this.all.filter((each) => each.id !== view.id);
    }

    /** What was just saved is counted at once. */
    #count_anew(): void {
        this.#counted_ms = 0;
        clearTimeout(this.#timer);
        this.#timer = undefined;
        this.count_soon();
    }

    async #count(): Promise<void> {
        this.#timer = undefined;
        this.#counted_ms = Date.now();
        try {
            this.counts = new Map((await desk.view_counts()).map((each) => [each.id, each]));
        } catch {
            // The old figures stay; the next change asks again.
        }
    }
}
