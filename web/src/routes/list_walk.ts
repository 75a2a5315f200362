// Walking through a list by keys, and on from record to record in the list that one came from. A row is whatever
// names its record in `data-row` and can have the focus, so that any list of the page can be walked through.

import { address } from './address.svelte';

interface ListSeen {
    /** Where the list is; null until one was seen. */
    place: string;
    numbers: string[];
}

let seen: ListSeen = { place: '/', numbers: [] };

function rows(): HTMLElement[] {
    return [...document.querySelectorAll<HTMLElement>('main [data-row]')];
}

export function number_of_row(): string | null {
    return document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null;
}

/** Remembers the list on screen when one of its rows is opened. Returns how to stop. */
export function watch_lists(): () => void {
    const on_click = (event: MouseEvent) => {
        if (event.target instanceof Element && event.target.closest('main [data-row]')) {
            see_list();
        }
    };
    document.addEventListener('click', on_click, true);
    return () => document.removeEventListener('click', on_click, true);
}

function see_list(): void {
    seen = {
        place: address.path + address.query,
        numbers: rows().map((row) => row.dataset['row'] ?? ''),
    };
}

/** Moves the focus by that many rows, to the first one where none has it. False where there is no list. */
export function move_in_list(step: number): boolean {
    const all = rows();
    const at = all.findIndex((row) => row === document.activeElement);
    const wanted = at < 0 ? all[0] : all[at + step];
    if (all.length === 0) {
        return false;
    }
    if (wanted) {
        focus_row(wanted);
    } else if (step > 0) {
        document.querySelector<HTMLElement>('main [data-more]')?.focus();
    }
    return true;
}

function focus_row(row: HTMLElement): void {
    row.focus({ preventScroll: true });
    (row.closest('tr, li') ?? row).scrollIntoView({ block: 'nearest' });
}

/** Opens the row that has the focus, or the first. False where there is no list. */
export function open_row(): boolean {
    const all = rows();
    const wanted = all.find((row) => row === document.activeElement) ?? all[0];
    wanted?.click();
    return wanted !== undefined;
}

/** The record before or after that one in the list last seen; null at its ends. */
export function neighbour(number: string, step: number): string | null {
    const at = seen.numbers.indexOf(number);
    return at < 0 ? null : (seen.numbers[at + step] ?? null);
}

/** Goes back to the list last seen, with the focus on that record's row once it is there. */
export function back_to_list(number: string): void {
    address.go(seen.place, 'return');
    const wanted = `main [data-row="${CSS.escape(number)}"]`;
    const take_focus = () => {
        const row = document.querySelector<HTMLElement>(wanted);
        if (row) {
            focus_row(row);
        }
        return row !== null;
    };
    const watcher = new MutationObserver(() => take_focus() && stop());
    const stop = () => {
        watcher.disconnect();
        removeEventListener('keydown', stop, true);
        clearTimeout(timer);
    };
    const timer = setTimeout(stop, 5_000);
    // Whoever does something else meanwhile keeps the focus where she put it.
    addEventListener('keydown', stop, { capture: true, once: true });
    watcher.observe(document.body, { childList: true, subtree: true });
}

/** Nothing of one person's list is left to the next. */
export function forget_list(): void {
    seen = { place: '/', numbers: [] };
}
