// What is made of other files before anything is built, checked or tested: the sentences and the API's types.
// `node tools/made.mjs`

import { readFile, writeFile, mkdir } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import openapi_types, { astToString } from 'openapi-typescript';
import { write_words } from './words.mjs';

const contract = new URL('../../docs/openapi.yaml', import.meta.url);
const folder = fileURLToPath(new URL('../src/api/generated/', import.meta.url));

/** The shapes of docs/openapi.yaml as TypeScript. */
async function write_api_types() {
    const text = astToString(await openapi_types(contract, { emptyObjectsUnknown: true }));
    await mkdir(folder, { recursive: true });
    const path = `${folder}schema.d.ts`;
    if ((await readFile(path, 'utf8').catch(() => null)) !== text) {
        await writeFile(path, text);
    }
}

export async function make_all() {
    await Promise.all([write_words(), write_api_types()]);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    await make_all();
}
