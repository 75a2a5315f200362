// Every visible sentence of the page, by name; i18n/en.json holds them, tools/words.mjs compiles them.

import messages, { type WordPlaces } from './generated/messages';

export type WordName = keyof WordPlaces;
/** Names of sentences without places: those that a stem and a word of the contract may be put together to. */
export type PlainWord = { [Name in WordName]: WordPlaces[Name] extends null ? Name : never }[WordName];
type Places<Name extends WordName> = WordPlaces[Name] extends null ? [] : [WordPlaces[Name]];

export const language = 'en';

/** The sentence of that name, with its places filled in. */
export function say<Name extends WordName>(name: Name, ...places: Places<Name>): string {
    return messages[name](places[0] ?? undefined);
}

/** Whether there is a sentence of that name, and one that needs nothing filled in. */
export function is_word(name: string): name is PlainWord {
    return Object.hasOwn(messages, name);
}
