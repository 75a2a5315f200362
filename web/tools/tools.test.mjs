import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { first_load, over_budget } from './budget.mjs';
import { compress_folder } from './compress.mjs';

let folder;
const text = 'the same words again and again, '.repeat(200);

beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'reeve-web-'));
    await mkdir(join(folder, 'assets'));
    await writeFile(join(folder, 'assets/page.js'), text);
    await writeFile(join(folder, 'assets/later.js'), text);
    await writeFile(join(folder, 'assets/tiny.css'), 'a{}');
    await writeFile(join(folder, 'assets/picture.png'), text);
    const html = '<script src="/assets/page.js"></script><link href="/assets/tiny.css"><a href="https://x/y">';
    await writeFile(join(folder, 'index.html'), html);
});
afterEach(() => rm(folder, { recursive: true }));

it('compressed forms hold the same bytes, and stand only where they are smaller', async () => {
    await compress_folder(folder);
    const names = await readdir(join(folder, 'assets'));
    expect(names.toSorted()).toEqual([
        'later.js', 'later.js.br', 'later.js.gz', 'page.js', 'page.js.br', 'page.js.gz', 'picture.png', 'tiny.css',
    ]);
    expect(brotliDecompressSync(await readFile(join(folder, 'assets/page.js.br'))).toString()).toBe(text);
    expect(gunzipSync(await readFile(join(folder, 'assets/page.js.gz'))).toString()).toBe(text);
});

it('compressing twice gives the same bytes', async () => {
    await compress_folder(folder);
    const once = await readFile(join(folder, 'assets/page.js.gz'));
    await compress_folder(folder);
    expect(await readFile(join(folder, 'assets/page.js.gz'))).toEqual(once);
});

it('the first load is what the entry document names, and no more', async () => {
    await compress_folder(folder);
    const load = await first_load(folder);
    expect(load.files.map((file) => file.path)).toEqual(['/index.html', '/assets/page.js', '/assets/tiny.css']);
    expect(load.gzip).toBeLessThan(text.length);
    expect(load.files[2]).toMatchObject({ identity: 3, gzip: 3, brotli: 3 });
});

it('a first load over its budget is told with both figures', () => {
    expect(over_budget({ files: [], gzip: 1_000, brotli: 900 })).toBeNull();
    expect(over_budget({ files: [], gzip: 900_000, brotli: 1 })).toMatch(/900000 B gzip, over its budget of \d+ B/);
});
