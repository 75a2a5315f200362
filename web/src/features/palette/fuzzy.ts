// How well what is typed fits what is offered. Each typed word must be found; where it is found decides the rank.

const word_start = 8;
const inside = 4;
const scattered = 1;

/** Small letters without accents, so that `jose` finds `José`. */
export function plain(text: string): string {
    return text.normalize('NFD').replaceAll(/\p{M}/gu, '').toLowerCase();
}

/** Higher is better; null when a typed word is nowhere in it. Both texts as `plain` makes them. */
export function fit(typed: string, text: string): number | null {
    let total = 0;
    const words = typed.split(/\s+/).filter(Boolean);
    for (const word of words) {
        const found = fit_word(word, text);
        if (found === null) {
            return null;
        }
        total += found;
    }
    // Of two that fit alike, the shorter one says less that was not asked for.
    return words.length === 0 ? 0 : total / words.length - Math.min(text.length, 200) / 400;
}

function fit_word(word: string, text: string): number | null {
    const at = text.indexOf(word);
    if (at >= 0) {
        if (text.startsWith(word)) {
            return word_start + 2;
        }
        return starts_a_word(word, text) ? word_start : inside;
    }
    // Two letters in any text are nearly always somewhere in this order: that finds nothing.
    return word.length >= 3 && is_scattered(word, text) ? scattered : null;
}

function starts_a_word(word: string, text: string): boolean {
    for (let at = text.indexOf(word); at >= 0; at = text.indexOf(word, at + 1)) {
        const before = text[at - 1];
        if (before === undefined || !/[\p{L}\p{N}]/u.test(before)) {
            return true;
        }
    }
    return false;
}

/** Each letter in order, and the first one at the start of a word, so that `stm` finds `Set the matter`. */
function is_scattered(word: string, text: string): boolean {
    const [first = '', ...rest] = word;
    let at = text.startsWith(first) ? 0 : text.indexOf(` ${first}`);
    if (at < 0) {
        return false;
    }
    at += text.startsWith(first) ? 1 : 2;
    for (const letter of rest) {
        at = text.indexOf(letter, at) + 1;
        if (at === 0) {
            return false;
        }
    }
    return true;
}
