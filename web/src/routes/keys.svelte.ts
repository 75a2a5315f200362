// Single-key shortcuts. They are dead inside inputs and dialogs, and each person can turn them off.

const slot = 'reeve.keys';

export class Keys {
    on = $state(read());
    readonly #acts: Record<string, () => void>;

    constructor(acts: Record<string, () => void>) {
        this.#acts = acts;
    }

    turn(): void {
        this.on = !this.on;
        try {
            localStorage.setItem(slot, this.on ? 'on' : 'off');
        } catch {
            // Then it holds until the page is left.
        }
    }

    take(event: KeyboardEvent): void {
        const changed = event.ctrlKey || event.metaKey || event.altKey;
        const act = this.#acts[event.key.toLowerCase()];
        if (!this.on || changed || event.defaultPrevented || act === undefined) {
            return;
        }
        if (event.target instanceof Element && event.target.closest('input, textarea, select, dialog')) {
            return;
        }
        event.preventDefault();
        act();
    }
}

function read(): boolean {
    try {
        return localStorage.getItem(slot) !== 'off';
    } catch {
        return true;
    }
}
