// What each part of the built page weighs, by Vite's manifest: the first load, and whatever is loaded on demand.

import { readFile, readdir, stat } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { join } from 'node:path';

/**
 * The parts: `{name, files: [{path, identity, gzip, brotli}], gzip, brotli}`, the first load first, each other part with
 * what it adds to that. Throws where a file of the folder belongs to no part.
 */
export async function parts_of(folder, manifest) {
    const [entry] = Object.keys(manifest).filter((name) => manifest[name].isEntry);
    const first = files_of(manifest, entry).add('index.html');
    const html = await readFile(join(folder, 'index.html'), 'utf8');
    // Beside what Vite bundles: scripts that stand as they are.
    [...html.matchAll(/<script [^>]*src="\/([\w.-]+)"/g)].forEach(([, path]) => first.add(path));
    const lazy = Object.keys(manifest).filter((name) => manifest[name].isDynamicEntry);
    const wanted = [
        ['first load', first],
        ...lazy.map((name) => [name, files_of(manifest, name).difference(first)]),
        // Vite does not know of it: tools/worker.mjs writes it once the rest is there.
        ...(existsSync(join(folder, 'sw.js')) ? [['sw.js', new Set(['sw.js'])]] : []),
    ];
    const parts = await Promise.all(
        wanted.map(async ([name, paths]) => {
            const files = await Promise.all([...paths].map((path) => sizes(folder, path)));
            return { name, files, gzip: sum(files, 'gzip'), brotli: sum(files, 'brotli') };
        }),
    );
    await check_all_told(folder, parts);
    return parts;
}

/** What the module itself needs before it runs: its file, styles and pictures, and those of what it imports. */
function files_of(manifest, name, found = new Set(), seen = new Set()) {
    if (!seen.has(name)) {
        seen.add(name);
        const { file, css = [], assets = [], imports = [] } = manifest[name];
        [file, ...css, ...assets].forEach((path) => found.add(path));
        imports.forEach((each) => files_of(manifest, each, found, seen));
    }
    return found;
}

/** One sentence for each part that is over its budget or has none, and for each budget of a part that is not there. */
export function over_budget([first, ...lazy], budgets) {
    const limit = Math.min(budgets.first_load, budgets.promised_first_load);
    const complaints = first.gzip > limit ? [over(first, limit)] : [];
    for (const part of lazy) {
        const own = budgets.on_demand[part.name];
        if (own === undefined) {
            complaints.push(`${part.name} is loaded on demand (${part.gzip} B gzip): give it a budget in tools/budgets.mjs`);
        } else if (part.gzip > own) {
            complaints.push(over(part, own));
        }
    }
    const gone = Object.keys(budgets.on_demand).filter((name) => !lazy.some((part) => part.name === name));
    return [...complaints, ...gone.map((name) => `tools/budgets.mjs: nothing loads ${name} on demand`)];
}

function over({ name, gzip }, limit) {
    return `${name} is ${gzip} B gzip, over its budget of ${limit} B`;
}

async function check_all_told(folder, parts) {
    const told = new Set(parts.flatMap((part) => part.files.map((file) => file.path)));
    const there = (await readdir(folder, { recursive: true, withFileTypes: true }))
        .filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name))
        .map((entry) => join(entry.parentPath, entry.name).slice(folder.length + 1));
    const strays = there.filter((path) => !told.has(path));
    if (strays.length > 0) {
        throw new Error(`no part of the page loads ${strays.join(', ')}, as far as its budget can see`);
    }
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
