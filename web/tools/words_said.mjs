// Holds the catalogue against the sources: a sentence that nothing says, and a name that has no sentence.

import { readFile, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const src = fileURLToPath(new URL('../src', import.meta.url));
const catalogue = new URL('../../i18n/en.json', import.meta.url);

/** Complaints, one a line of `i18n/en.json` or of a source; empty when all is well. */
export async function word_complaints() {
    const names = Object.keys(JSON.parse(await readFile(catalogue, 'utf8')));
    const paths = (await readdir(src, { recursive: true })).filter(
        (path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts') && !path.includes('generated'),
    );
    const sources = await Promise.all(
        paths.map(async (path) => ({ path, text: await readFile(join(src, path), 'utf8') })),
    );
    return complaints_of(names, sources);
}

/** Some names are made of a stem and a word of the contract, such as `sort.${value}`: the stem counts as said. */
export function complaints_of(names, sources) {
    const all = sources.map((source) => source.text).join('\n');
    const unsaid = names.filter((name) => {
        const stem = name.slice(0, name.lastIndexOf('.') + 1);
        return !all.includes(`'${name}'`) && !all.includes(`\`${stem}$`);
    });
    const known = new Set(names);
    const missing = sources.flatMap(({ path, text }) =>
        [...text.matchAll(/\bsay\(\s*'([^']+)'/g)]
            .filter(([, name]) => !known.has(name))
            .map(([, name]) => `src/${path}: there is no sentence '${name}' in i18n/en.json`),
    );
    return [...unsaid.map((name) => `i18n/en.json: nothing says '${name}'; take it out`), ...missing];
}
