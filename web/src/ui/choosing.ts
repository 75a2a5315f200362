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
