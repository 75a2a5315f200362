// Which keys a person gave to which shortcut, on this device.

import { type Doing, type Shortcut, may_share_key, shortcuts } from './shortcut_table';

type Store = Pick<Storage, 'getItem' | 'setItem'>;

export interface Chosen {
    /** Single keys do nothing when off (WCAG 2.1.4). */
    on: boolean;
    /** Only what differs from the table. */
    keys: Partial<Record<Doing, string>>;
}

const as_shipped: Chosen = { on: true, keys: {} };

export function slot_of(person: string): string {
    return `reeve.keys.${person}`;
}

/** What this person chose; as shipped where nothing, or nothing readable, was kept. */
export function read_chosen(store: Store, person: string): Chosen {
    try {
        const found = JSON.parse(store.getItem(slot_of(person)) ?? 'null') as Partial<Chosen> | null;
        const given = Object.entries(found?.keys ?? {}).filter(
            ([doing, keys]) => changeable(doing) && typeof keys === 'string' && is_bindable(keys),
        );
        return { on: found?.on !== false, keys: Object.fromEntries(given) };
    } catch {
        return as_shipped;
    }
}

/** False when this device cannot keep it: then it holds until the page is left. */
export function keep_chosen(store: Store, person: string, chosen: Chosen): boolean {
    try {
        store.setItem(slot_of(person), JSON.stringify(chosen));
        return true;
    } catch {
        return false;
    }
}

export function keys_of(chosen: Chosen, shortcut: Shortcut): string {
    return chosen.keys[shortcut.doing] ?? shortcut.keys;
}

/**
 * The shortcut that already answers to these keys, or whose presses begin with them or they with its: pressing one
 * would then set off the other. Null when they are free for `doing`.
 */
export function taken_by(chosen: Chosen, doing: Doing, keys: string): Shortcut | null {
    const wanted = keys.split(' ');
    const clashes = (other: Shortcut) => {
        const held = keys_of(chosen, other).split(' ');
        const shorter = Math.min(held.length, wanted.length);
        return held.slice(0, shorter).join(' ') === wanted.slice(0, shorter).join(' ');
    };
    return (
        shortcuts.find((other) => other.doing !== doing && !may_share_key(doing, other.doing) && clashes(other)) ?? null
    );
}

/** The choice with these keys given to `doing`; its own keys of the table leave no trace. */
export function with_keys(chosen: Chosen, doing: Doing, keys: string): Chosen {
    const given = { ...chosen.keys };
    if (shortcuts.find((shortcut) => shortcut.doing === doing)?.keys === keys) {
        delete given[doing];
    } else {
        given[doing] = keys;
    }
    return { ...chosen, keys: given };
}

/** The key of a press that may become a shortcut: one printed sign, without Ctrl, Alt or the Command key. */
export function bindable_key(event: Pick<KeyboardEvent, 'key' | 'ctrlKey' | 'altKey' | 'metaKey'>): string | null {
    if (event.ctrlKey || event.altKey || event.metaKey) {
        return null;
    }
    const key = event.key.toLowerCase();
    return is_bindable(key) ? key : null;
}

function is_bindable(keys: string): boolean {
    return keys.split(' ').every((key) => [...key].length === 1 && key.trim() !== '' && key !== '+' && key !== '(');
}

function changeable(doing: string): doing is Doing {
    return shortcuts.some((shortcut) => shortcut.doing === doing && shortcut.fixed !== true);
}
