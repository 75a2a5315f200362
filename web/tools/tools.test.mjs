import { mkdtemp, mkdir, readFile, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runInNewContext } from 'node:vm';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { over_budget, parts_of } from './budget.mjs';
import { compress_folder } from './compress.mjs';
import { write_worker } from './worker.mjs';

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

const manifest = {
    'index.html': { file: 'assets/page.js', isEntry: true, css: ['assets/tiny.css'], dynamicImports: ['late'] },
    late: { file: 'assets/later.js', isDynamicEntry: true, imports: ['index.html'], assets: ['assets/picture.png'] },
};

it('the parts are the first load, and what each other one adds to it', async () => {
    await compress_folder(folder);
    const [first, late] = await parts_of(folder, manifest);
    expect(first.files.map((file) => file.path).toSorted()).toEqual(['assets/page.js', 'assets/tiny.css', 'index.html']);
    expect(first.gzip).toBeLessThan(text.length);
    expect(late.files.map((file) => file.path)).toEqual(['assets/later.js', 'assets/picture.png']);
    expect(late.files[1]).toMatchObject({ identity: text.length, gzip: text.length });
});

it('a file that no part loads is told', async () => {
    await writeFile(join(folder, 'assets/stray.js'), text);
    await expect(parts_of(folder, manifest)).rejects.toThrow('assets/stray.js');
});

it('a part over its budget, without one, or gone is told', () => {
    const budgets = { promised_first_load: 130, first_load: 100, on_demand: { late: 50, gone: 50 } };
    const part = (name, gzip) => ({ name, files: [], gzip, brotli: 1 });
    expect(over_budget([part('first load', 100), part('late', 50)], { ...budgets, on_demand: { late: 50 } })).toEqual([]);
    expect(over_budget([part('first load', 101), part('late', 51), part('new', 1)], budgets)).toEqual([
        'first load is 101 B gzip, over its budget of 100 B',
        'late is 51 B gzip, over its budget of 50 B',
        'new is loaded on demand (1 B gzip): give it a budget in tools/budgets.mjs',
        'tools/budgets.mjs: nothing loads gone on demand',
    ]);
});

it('writes the service worker with the files that it keeps, and another version for other files', async () => {
    const of_worker = (worker, name) => runInNewContext(`${worker};${name}`, { self: { addEventListener: () => undefined } });
    const written = async () => {
        await write_worker(folder);
        return readFile(join(folder, 'sw.js'), 'utf8');
    };
    const first = await written();
    expect([...of_worker(first, 'files')]).toEqual(['/', '/assets/later.js', '/assets/page.js', '/assets/picture.png', '/assets/tiny.css']);
    await writeFile(join(folder, 'assets/another.js'), text);
    const second = await written();
    expect(of_worker(first, 'version')).toMatch(/^[0-9a-f]{16}$/);
    expect(of_worker(second, 'version')).not.toBe(of_worker(first, 'version'));
    expect(first + second).not.toMatch(/__[A-Z]+__/);
});
