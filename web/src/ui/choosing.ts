// Choosing among written things by typing a part of them.

/** Without case and accents, so that `amelia` finds `Amélia`. */
export function folded(text: string): string {
    return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Those in whose text each typed word begins a word or lies within one; the former come first. */
export function matching<Thing extends { text: string }>(things: readonly Thing[], typed: string): Thing[] {
    const words = folded(typed).split(/\s+/).filter(Boolean);
    const found = things.flatMap((thing) => {
        const text = folded(thing.text);
        const all = words.every((word) => text.includes(word));
        const begun = words.filter((word) => text.startsWith(word) || text.includes(` ${word}`)).length;
        return all ? [{ thing, begun }] : [];
    });
    return found.toSorted((a, b) => b.begun - a.begun).map(({ thing }) => thing);
}

/** Where an arrow leads from place `at` of a list, around its ends; null: it leads nowhere, or the key is another. */
export function next_place(key: string, at: number, count: number): number | null {
    const step = key === 'ArrowDown' ? 1 : key === 'ArrowUp' ? -1 : null;
    return step === null || count === 0 ? null : (at + step + count) % count;
}

/** What an input says that chooses from a list of that id; `active` is the id of the option that Enter would take. */
export function combobox(list: string, active: string | undefined, open = true) {
    return {
        type: 'text',
        role: 'combobox',
        autocomplete: 'off',
        'aria-expanded': open,
        'aria-autocomplete': 'list',
        'aria-controls': list,
        'aria-activedescendant': active,
    } as const;
}
