// Builds the page: `node tools/build.mjs [OUT]`, OUT being dist/ unless said. Vite makes the files, then every text
// file gets its compressed siblings, then the first load is held against its budget.

import { resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { compress_folder } from './compress.mjs';
import { first_load, over_budget } from './budget.mjs';

const web = fileURLToPath(new URL('..', import.meta.url));
const out = resolve(process.argv[2] ?? `${web}dist`);

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
