// Serves a page's folder before a running desk: what is below /api and the like is the desk's, all else the folder's, with
// the headers that the desk gives its own page. So another build of the page meets the real desk.

import { readFile } from 'node:fs/promises';
import { createServer, request } from 'node:http';
import { extname, join, normalize } from 'node:path';

const types = { '.html': 'text/html; charset=utf-8', '.js': 'text/javascript; charset=utf-8', '.css': 'text/css', '.svg': 'image/svg+xml' };

/** `{base, stop()}`. */
export async function open_page_proxy(desk_base, folder) {
    const own = await fetch(desk_base);
    const policy = own.headers.get('content-security-policy');
    if (!policy) {
        throw new Error('the desk serves its page without a content security policy');
    }
    const server = createServer((asked, answer) => {
        if (/^\/(api|healthz|readyz)/.test(asked.url)) {
            pass_on(desk_base, asked, answer);
        } else {
            serve_file(folder, policy, asked, answer).catch((error) => answer.destroy(error));
        }
    });
    await new Promise((done) => server.listen(0, '127.0.0.1', done));
    const stop = () => {
        server.closeAllConnections();
        return new Promise((done) => server.close(done));
    };
    return { base: `http://127.0.0.1:${server.address().port}`, stop };
}

function pass_on(desk_base, asked, answer) {
    const onward = request(desk_base + asked.url, { method: asked.method, headers: asked.headers }, (got) => {
        answer.writeHead(got.statusCode, got.headers);
        got.pipe(answer);
    });
    onward.on('error', () => answer.destroy());
    answer.on('close', () => onward.destroy());
    asked.pipe(onward);
}

/** A path that is no file is one of the page's own addresses. Brotli is sent where it lies there, as the desk does. */
async function serve_file(folder, policy, asked, answer) {
    const path = normalize(new URL(asked.url, 'http://page').pathname);
    const name = extname(path) === '' ? '/index.html' : path;
    const packed = await readFile(join(folder, `${name}.br`)).catch(() => null);
    const bytes = packed ?? (await readFile(join(folder, name)).catch(() => null));
    answer.writeHead(bytes === null ? 404 : 200, {
        ...(packed && { 'Content-Encoding': 'br' }),
        'Content-Type': types[extname(name)] ?? 'application/octet-stream',
        'Content-Security-Policy': policy,
    });
    answer.end(bytes ?? '');
}
