// Builds the page: `node tools/build.mjs [OUT] [--pseudo]`, OUT being dist/ unless said. Sentences and types are made,
// Vite makes the files, every text file gets its compressed siblings, and the first load is held against its budget.
// `--pseudo` speaks the pseudo-language, to see what is cut off.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compress_folder } from './compress.mjs';
import { first_load, over_budget } from './budget.mjs';
import { make_all } from './made.mjs';
import { word_complaints } from './words_said.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const [given] = process.argv.slice(2).filter((argument) => !argument.startsWith('--'));
const out = resolve(given ?? `${web}dist`);

const wordless = await word_complaints();
if (wordless.length > 0) {
    console.error(wordless.join('\n'));
    process.exit(1);
}
await make_all({ pseudo: process.argv.includes('--pseudo') });

await build({ root: web, configFile: `${web}vite.config.ts`, logLevel: 'warn', build: { outDir: out } });
await compress_folder(out);
const load = await first_load(out);
for (const { path, identity, brotli } of load.files) {
    console.log(`${String(brotli).padStart(7)} B brotli  ${String(identity).padStart(7)} B  ${path}`);
}
console.log(`first load: ${load.brotli} B brotli, ${load.gzip} B gzip, in ${load.files.length} files`);
const complaint = over_budget(load);
if (complaint !== null) {
    console.error(complaint);
    process.exit(1);
}
