// Compressed siblings of text files: `x.br` at quality 11 and `x.gz` at level 9. The server sends them as they are.

import { readFile, readdir, writeFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';

const text_kinds = new Set(['.html', '.js', '.css', '.svg', '.json', '.txt', '.webmanifest']);

/** Compresses every text file of the folder. A form that is no smaller than the file is left out. */
export async function compress_folder(folder) {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    const paths = entries
        .filter((entry) => entry.isFile() && text_kinds.has(extname(entry.name)))
        .map((entry) => join(entry.parentPath, entry.name));
    await Promise.all(paths.map(compress_file));
}

async function compress_file(path) {
    const bytes = await readFile(path);
    const [brotli, gzipped] = await Promise.all([brotli_of(bytes), promisify(gzip)(bytes, { level: 9 })]);
    for (const [form, packed] of [['br', brotli], ['gz', gzipped]]) {
        if (packed.length < bytes.length) {
            await writeFile(`${path}.${form}`, packed);
        }
    }
}

function brotli_of(bytes) {
    return promisify(brotliCompress)(bytes, {
        params: {
            [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
            [constants.BROTLI_PARAM_MODE]: constants.BROTLI_MODE_TEXT,
            [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length,
        },
    });
}
