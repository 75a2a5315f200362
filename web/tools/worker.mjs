// Writes the service worker beside the page that it keeps: with the list of its files, and a version made of them.

import { createHash } from 'node:crypto';
import { readFile, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { minify } from 'vite';

const source = fileURLToPath(new URL('../worker/sw.js', import.meta.url));

/** Writes `sw.js` into the folder of a page built just now, before its files are compressed. */
export async function write_worker(folder) {
    const assets = (await readdir(join(folder, 'assets'))).sort().map((name) => `/assets/${name}`);
    const others = (await readdir(folder, { withFileTypes: true }))
        .filter((entry) => entry.isFile() && !['index.html', 'sw.js'].includes(entry.name))
        .map((entry) => `/${entry.name}`)
        .sort();
    // Names under /assets/ carry a hash of what they hold, so they stand for it.
    const hash = createHash('sha256').update(assets.join('\n'));
    for (const path of ['/index.html', ...others]) {
        hash.update(await readFile(join(folder, path)));
    }
    const version = hash.digest('hex').slice(0, 16);
    const text = filled(await readFile(source, 'utf8'), version, ['/', ...others, ...assets]);
    const { code, errors } = await minify('sw.js', text);
    if (errors.length > 0) {
        throw new Error(`the service worker: ${errors[0].message}`);
    }
    await writeFile(join(folder, 'sw.js'), code);
}

export function filled(text, version, files) {
    return text.replace("'__VERSION__'", JSON.stringify(version)).replace("['__FILES__']", JSON.stringify(files));
}
