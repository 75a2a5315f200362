// Where a reader is in a list: which row stands where, so that she finds it there again.

import type { KeptList } from './kept_lists';

const row_of = (link: Element) => link.closest('tr') ?? link;

export function place_in_list(): Pick<KeptList, 'first' | 'focused'> {
    const links = [...document.querySelectorAll<HTMLElement>('main [data-row]')];
    const in_sight = links.find((link) => row_of(link).getBoundingClientRect().bottom > 0);
    const number = in_sight?.dataset['row'];
    return {
        first: in_sight && number && scrollY > 0 ? { number, top: row_of(in_sight).getBoundingClientRect().top } : null,
        focused: document.activeElement?.closest<HTMLElement>('[data-row]')?.dataset['row'] ?? null,
    };
}

/** Scrolls until the row stands where it stood, and gives the focus back. */
export function return_to_place({ first, focused }: Pick<KeptList, 'first' | 'focused'>): void {
    if (focused !== null) {
        link_of(focused)?.focus({ preventScroll: true });
    }
    if (first === null) {
        return;
    }
    // Heights of rows out of sight are guessed, so the first try lands near and the next ones mend it.
    let tries = 4;
    const step = () => {
        const row = link_of(first.number);
        const off = row ? row_of(row).getBoundingClientRect().top - first.top : 0;
        if (Math.abs(off) >= 1) {
            scrollBy({ top: off, behavior: 'instant' });
        }
        tries -= 1;
        if (tries > 0) {
            requestAnimationFrame(step);
        }
    };
    step();
}

function link_of(number: string): HTMLElement | null {
    return document.querySelector<HTMLElement>(`main [data-row="${CSS.escape(number)}"]`);
}
