// Makes a picture of the page small enough for a README: `node dev/small_png.mjs IN OUT` keeps its 256 commonest colours
// and gives each other pixel the nearest of them. Reads what Chromium writes: 8 bits, RGB or RGBA, not interlaced.

import { readFile, writeFile } from 'node:fs/promises';
import { crc32, deflateSync, inflateSync } from 'node:zlib';

const [from, to] = process.argv.slice(2);
if (!from || !to) {
    console.error('usage: node dev/small_png.mjs IN OUT');
    process.exit(2);
}
const { width, height, pixels } = read_png(await readFile(from));
const { palette, indexed } = to_palette(pixels);
const written = write_png(width, height, palette, indexed);
await writeFile(to, written);
console.log(`${to}: ${written.length} B`);

/** `pixels`: one number for each, 0xRRGGBB. */
function read_png(bytes) {
    const parts = [];
    let header = null;
    for (let at = 8; at < bytes.length; at += 12 + bytes.readUInt32BE(at)) {
        const kind = bytes.toString('latin1', at + 4, at + 8);
        const body = bytes.subarray(at + 8, at + 8 + bytes.readUInt32BE(at));
        if (kind === 'IHDR') {
            header = body;
        } else if (kind === 'IDAT') {
            parts.push(body);
        }
    }
    const [width, height, step] = [header.readUInt32BE(0), header.readUInt32BE(4), header[9] === 6 ? 4 : 3];
    const rows = unfiltered(inflateSync(Buffer.concat(parts)), width * step, height, step);
    const pixels = Uint32Array.from({ length: width * height }, (_, n) => rows.readUIntBE(n * step, 3));
    return { width, height, pixels };
}

/** Undoes the prediction that each row of a PNG names in its first byte. */
function unfiltered(raw, length, height, step) {
    const rows = Buffer.alloc(length * height);
    for (let y = 0; y < height; y += 1) {
        const kind = raw[y * (length + 1)];
        for (let x = 0; x < length; x += 1) {
            const left = x < step ? 0 : rows[y * length + x - step];
            const up = y === 0 ? 0 : rows[(y - 1) * length + x];
            const corner = x < step || y === 0 ? 0 : rows[(y - 1) * length + x - step];
            const guess = [0, left, up, (left + up) >> 1, nearest(left, up, corner)][kind];
            rows[y * length + x] = raw[y * (length + 1) + 1 + x] + guess;
        }
    }
    return rows;
}

/** Paeth's choice. */
function nearest(left, up, corner) {
    const [a, b, c] = [Math.abs(up - corner), Math.abs(left - corner), Math.abs(left + up - 2 * corner)];
    return a <= b && a <= c ? left : b <= c ? up : corner;
}

function to_palette(pixels) {
    const counts = new Map();
    pixels.forEach((colour) => counts.set(colour, (counts.get(colour) ?? 0) + 1));
    const palette = [...counts].toSorted((a, b) => b[1] - a[1]).slice(0, 256).map(([colour]) => colour);
    const place = new Map(palette.map((colour, at) => [colour, at]));
    const apart = (one, other) => [16, 8, 0].reduce((sum, bits) => sum + (((one >> bits) & 255) - ((other >> bits) & 255)) ** 2, 0);
    for (const colour of counts.keys()) {
        if (!place.has(colour)) {
            const best = palette.reduce((so_far, each, at) => (apart(colour, each) < apart(colour, palette[so_far]) ? at : so_far), 0);
            place.set(colour, best);
        }
    }
    return { palette, indexed: Uint8Array.from(pixels, (colour) => place.get(colour)) };
}

function write_png(width, height, palette, indexed) {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(width, 0);
    header.writeUInt32BE(height, 4);
    header.set([8, 3, 0, 0, 0], 8);
    const rows = Buffer.alloc((width + 1) * height);
    for (let y = 0; y < height; y += 1) {
        rows.set(indexed.subarray(y * width, (y + 1) * width), y * (width + 1) + 1);
    }
    const colours = Buffer.from(palette.flatMap((colour) => [colour >> 16, (colour >> 8) & 255, colour & 255]));
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    const parts = [['IHDR', header], ['PLTE', colours], ['IDAT', deflateSync(rows, { level: 9 })], ['IEND', Buffer.alloc(0)]];
    return Buffer.concat([signature, ...parts.map(([kind, body]) => chunk(kind, body))]);
}

function chunk(kind, body) {
    const named = Buffer.concat([Buffer.from(kind, 'latin1'), body]);
    const ends = Buffer.alloc(8);
    ends.writeUInt32BE(body.length, 0);
    ends.writeUInt32BE(crc32(named), 4);
    return Buffer.concat([ends.subarray(0, 4), named, ends.subarray(4)]);
}
