// Every visible sentence of the page, by name. A sentence with a count has a form for each plural.

import en from './en.json';

export type WordName = keyof typeof en;
export type WordValues = Record<string, string | number>;
type Forms = { one: string; other: string };

export const language = 'en';
const plurals = new Intl.PluralRules(language);
const sentences: Record<WordName, string | Forms> = en;

/** The sentence of that name, with its `{places}` filled in. */
export function say(name: WordName, values: WordValues = {}): string {
    return fill(form_of(sentences[name], values['count']), values);
}

export function is_word(name: string): name is WordName {
    return Object.hasOwn(sentences, name);
}

function form_of(sentence: string | Forms, count: string | number | undefined): string {
    if (typeof sentence === 'string') {
        return sentence;
    }
    return plurals.select(Number(count)) === 'one' ? sentence.one : sentence.other;
}

function fill(sentence: string, values: WordValues): string {
    return sentence.replace(/\{(\w+)\}/g, (place, name: string) => {
        const value = values[name];
        if (value === undefined) {
            return place;
        }
        return typeof value === 'number' ? value.toLocaleString(language) : value;
    });
}
