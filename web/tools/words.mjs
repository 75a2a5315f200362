// The sentences: `i18n/en.json` (ICU MessageFormat, one catalogue for the page and the desk's mails) compiled to plain
// functions, and the types by which a wrong name or place is an error of the compiler.
// `write_words` writes src/words/generated/; `pseudo_messages` is the same module in the pseudo-language.

import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import MessageFormat from '@messageformat/core';
import compile_module from '@messageformat/core/compile-module.js';
import { parse } from '@messageformat/parser';

const catalogue = fileURLToPath(new URL('../../i18n/en.json', import.meta.url));
const generated = fileURLToPath(new URL('../src/words/generated/', import.meta.url));

/** Writes `messages.js` and its types; throws with file and name where a sentence cannot be read. */
export async function write_words() {
    const { sentences, parsed } = await read_sentences();
    await mkdir(generated, { recursive: true });
    await write_changed('messages.js', compiled(sentences));
    await write_changed('messages.d.ts', types_of(parsed));
}

/** The text of `messages.js` in the pseudo-language. */
export async function pseudo_messages() {
    const { parsed } = await read_sentences();
    return compiled(Object.fromEntries([...parsed].map(([name, tokens]) => [name, stretched(tokens)])));
}

async function read_sentences() {
    const sentences = JSON.parse(await readFile(catalogue, 'utf8'));
    const parsed = new Map(Object.entries(sentences).map(([name, text]) => [name, parsed_sentence(name, text)]));
    return { sentences, parsed };
}

function compiled(sentences) {
    return compile_module(new MessageFormat('en', { strict: true }), sentences);
}

function parsed_sentence(name, text) {
    try {
        return parse(text, { cardinal: ['one', 'other'], ordinal: ['one', 'two', 'few', 'other'], strict: true });
    } catch (error) {
        throw new Error(`i18n/en.json: ${name}: ${error.message}`, { cause: error });
    }
}

/** `places` of a sentence: name → TypeScript type. */
export function places_of(tokens, found = new Map()) {
    for (const token of tokens) {
        if (token.type === 'argument' && !found.has(token.arg)) {
            found.set(token.arg, 'string | number');
        } else if (token.type === 'function') {
            found.set(token.arg, token.key === 'number' ? 'number' : 'string | number');
        } else if (token.type === 'plural' || token.type === 'selectordinal') {
            found.set(token.arg, 'number');
        } else if (token.type === 'select') {
            found.set(token.arg, token.cases.map((each) => (each.key === 'other' ? 'string' : `'${each.key}'`)).join(' | '));
        }
        token.cases?.forEach((each) => places_of(each.tokens, found));
    }
    return found;
}

function types_of(parsed) {
    const lines = [...parsed].map(([name, tokens]) => {
        const places = [...places_of(tokens)].map(([place, type]) => `${place}: ${type}`);
        return `    '${name}': ${places.length === 0 ? 'null' : `{ ${places.join('; ')} }`};`;
    });
    return [
        '// Made by tools/words.mjs of i18n/en.json.',
        'export interface WordPlaces {',
        ...lines,
        '}',
        'declare const messages: Record<keyof WordPlaces, (places?: object) => string>;',
        'export default messages;',
        '',
    ].join('\n');
}

const accents = { a: 'á', e: 'é', i: 'í', o: 'ó', u: 'ú', y: 'ý', c: 'ç', n: 'ñ', A: 'Á', E: 'É', I: 'Í', O: 'Ó', U: 'Ú' };

/** The sentence in the pseudo-language: accented, and longer by two fifths, so that what is cut off shows. */
export function stretched(tokens) {
    const length = text_length(tokens);
    return `⟦${written(tokens)}${length === 0 ? '' : '·'.repeat(Math.ceil(length * 0.4))}⟧`;
}

function written(tokens) {
    return tokens
        .map((token) => {
            switch (token.type) {
                case 'content':
                    return token.value.replaceAll(/[A-Za-z]/g, (letter) => accents[letter] ?? letter);
                case 'octothorpe':
                    return '#';
                case 'argument':
                    return `{${token.arg}}`;
                case 'function':
                    return `{${token.arg}, ${token.key}}`;
                default:
                    return `{${token.arg}, ${token.type}, ${token.cases
                        .map((each) => `${each.key} {${written(each.tokens)}}`)
                        .join(' ')}}`;
            }
        })
        .join('');
}

function text_length(tokens) {
    return tokens.reduce((sum, token) => {
        if (token.type === 'content') {
            return sum + token.value.length;
        }
        return sum + Math.max(0, ...(token.cases ?? []).map((each) => text_length(each.tokens)));
    }, 0);
}

// An unchanged file keeps its time, so that nothing is built again for it.
async function write_changed(name, text) {
    const path = `${generated}${name}`;
    const before = await readFile(path, 'utf8').catch(() => null);
    if (before !== text) {
        await writeFile(path, text);
    }
}
