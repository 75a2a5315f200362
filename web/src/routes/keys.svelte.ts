// The shortcuts of whoever is signed in, and what a press of keys means where it is pressed.

import { tinykeys } from 'tinykeys';
import { type Chosen, keep_chosen, keys_of, read_chosen, with_keys } from '../features/shortcuts/key_map';
import { type Doing, type Shortcut, key_caps, shortcuts } from '../features/shortcuts/shortcut_table';

/** Does what a shortcut says; false when it means nothing here, so that a wider one may take the keys. */
export type Do = (doing: Doing) => boolean;

const on_mac = /Mac|iPhone|iPad/.test(navigator.platform);
/** Where letters are typed or choose among options. */
const takes_letters =
    'input:not([type=checkbox], [type=radio], [type=button], [type=submit]), textarea, select, [contenteditable], ' +
    '[role=listbox], [role=menu], [role=combobox]';

class Keys {
    chosen = $state.raw<Chosen>({ on: true, keys: {} });
    #person = '';

    get on(): boolean {
        return this.chosen.on;
    }

    of_person(person: string): void {
        this.#person = person;
        this.chosen = read_chosen(localStorage, person);
    }

    choose(chosen: Chosen): void {
        this.chosen = chosen;
        keep_chosen(localStorage, this.#person, chosen);
    }

    turn(): void {
        this.choose({ ...this.chosen, on: !this.on });
    }

    give(doing: Doing, keys: string): void {
        this.choose(with_keys(this.chosen, doing, keys));
    }

    reset(): void {
        this.choose({ ...this.chosen, keys: {} });
    }

    /** What is printed on the keys of a shortcut; empty while single keys are off. */
    caps(doing: Doing): string[] {
        const shortcut = shortcuts.find((each) => each.doing === doing);
        const dead = shortcut === undefined || (!this.on && shortcut.fixed !== true);
        return dead ? [] : this.caps_of(shortcut);
    }

    caps_of(shortcut: Shortcut): string[] {
        return key_caps(keys_of(this.chosen, shortcut), on_mac);
    }

    /** Listens with the keys of now. Returns how to stop. */
    listen(do_it: Do): () => void {
        const by_keys = new Map<string, Shortcut[]>();
        for (const shortcut of shortcuts) {
            if (shortcut.where !== 'writing' && (shortcut.fixed === true || this.on)) {
                const pressed = for_any_layout(keys_of(this.chosen, shortcut));
                by_keys.set(pressed, [...(by_keys.get(pressed) ?? []), shortcut]);
            }
        }
        const bindings = [...by_keys].map(([keys, sharing]) => {
            // A record's meaning goes before one that holds everywhere.
            const order = sharing.toSorted((a, b) => Number(b.where === 'record') - Number(a.where === 'record'));
            return [keys, (event: KeyboardEvent) => take(event, order, do_it)] as const;
        });
        return tinykeys(window, Object.fromEntries(bindings), { ignore: (event) => event.isComposing });
    }
}

export const keys = new Keys();

/** A key held down walks on through a list; anything else it does once. */
const may_repeat: readonly Doing[] = ['next', 'previous'];

function take(event: KeyboardEvent, sharing: readonly Shortcut[], do_it: Do): void {
    const held = event.repeat && !sharing.every(({ doing }) => may_repeat.includes(doing));
    if (event.defaultPrevented || held || document.querySelector('dialog[open]') !== null) {
        return;
    }
    const typing = event.target instanceof Element && event.target.closest(takes_letters) !== null;
    const done = sharing.some(({ doing, fixed }) => (fixed === true || !typing) && do_it(doing));
    if (done) {
        event.preventDefault();
    }
}

/** Signs such as `?` and `/` need Shift on some keyboards and not on others. */
function for_any_layout(keys: string): string {
    const loose = (key: string) => (/^[^\p{L}]$/u.test(key) ? `[Shift]+${key}` : key);
    return keys.split(' ').map(loose).join(' ');
}

/** Ctrl+Enter sends the form that one types in, where its own writer does not take the keys already. */
export function send_by_keys(event: KeyboardEvent): void {
    const sends = event.key === 'Enter' && (event.ctrlKey || event.metaKey) && !event.defaultPrevented;
    if (sends && event.target instanceof Element) {
        event.target.closest('form')?.requestSubmit();
    }
}
