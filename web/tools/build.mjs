// Builds the page: `node tools/build.mjs [OUT] [--pseudo]`, OUT being dist/ unless said. Sentences and types are made,
// Vite makes the files, every text file gets its compressed siblings, and each part is held against its budget.
// `--pseudo` speaks the pseudo-language, to see what is cut off.

import { readFile, rm } from 'node:fs/promises';
import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compress_folder } from './compress.mjs';
import { over_budget, parts_of } from './budget.mjs';
import * as budgets from './budgets.mjs';
import { make_all } from './made.mjs';
import { pseudo_messages } from './words.mjs';
import { word_complaints } from './words_said.mjs';
import { write_worker } from './worker.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const [given] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const out = resolve(given ?? `${web}dist`);

const wordless = await word_complaints();
if (wordless.length > 0) {
    console.error(wordless.join('\n'));
    process.exit(1);
}
await make_all();
const pseudo = process.argv.includes('--pseudo');
const pseudo_words = {
    name: 'pseudo-words',
    enforce: 'pre',
    load: (id) => (id.endsWith('/words/generated/messages.js') ? pseudo_messages() : null),
};

await build({
    root: web,
    configFile: `${web}vite.config.ts`,
    logLevel: 'warn',
    plugins: pseudo ? [pseudo_words] : [],
    build: { outDir: out, manifest: true },
});
const manifest = JSON.parse(await readFile(`${out}/.vite/manifest.json`, 'utf8'));
await rm(`${out}/.vite`, { recursive: true });
await write_worker(out);
await compress_folder(out);
const parts = await parts_of(out, manifest);
for (const { name, brotli, gzip } of parts) {
    console.log(`${String(gzip).padStart(7)} B gzip  ${String(brotli).padStart(7)} B brotli  ${name}`);
}
// The pseudo-language is longer than any that is spoken, so its bytes say nothing.
const complaints = pseudo ? [] : over_budget(parts, budgets);
if (complaints.length > 0) {
    console.error(complaints.join('\n'));
    process.exit(1);
}
