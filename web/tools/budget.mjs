// The first load: the entry document and all that it names. `node tools/budget.mjs [OUT]` checks a built folder.

import { readFile, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Bytes, compressed, all in. The first is the promise to people; the second keeps this page from growing unseen. */
const promised_max = 130_000;
const aimed_max = 100_000;

/** The files of the first load with their sizes: `{files: [{path, identity, gzip, brotli}], gzip, brotli}`. */
export async function first_load(folder) {
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    const named = [...html.matchAll(/\b(?:src|href)="(\/[^"]+)"/g)].map((match) => match[1]);
    const files = await Promise.all(['/index.html', ...new Set(named)].map((path) => sizes(folder, path)));
    return { files, gzip: sum(files, 'gzip'), brotli: sum(files, 'brotli') };
}

/** A sentence when the load is over its budget, else null. Gzip counts: not every client takes brotli. */
export function over_budget(load) {
    const limit = Math.min(promised_max, aimed_max);
    return load.gzip <= limit ? null : `first load is ${load.gzip} B gzip, over its budget of ${limit} B`;
}

async function sizes(folder, path) {
    const file = join(folder, path);
    const identity = await size_of(file);
    return {
        path,
        identity,
        gzip: await size_of(`${file}.gz`).catch(() => identity),
        brotli: await size_of(`${file}.br`).catch(() => identity),
    };
}

async function size_of(file) {
    return (await stat(file)).size;
}

function sum(files, form) {
    return files.reduce((total, file) => total + file[form], 0);
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
    const load = await first_load(resolve(process.argv[2] ?? fileURLToPath(new URL('../dist', import.meta.url))));
    const complaint = over_budget(load);
    console.log(complaint ?? `first load: ${load.gzip} B gzip, within its budget`);
    process.exitCode = complaint === null ? 0 : 1;
}
