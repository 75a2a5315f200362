// A desk in memory that answers the contract for one small set of records, to look at the page while it is made:
// `node dev/fake_server.mjs [--port N] [--dist FOLDER] [--demo FILE]`. It prints `listening http://…` first.

import { createServer } from 'node:http';
import { readFile, writeFile } from 'node:fs/promises';
import { extname, join, normalize } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { FakeDesk, Refusal } from './fake_desk.mjs';

const { values: options } = parseArgs({
    options: {
        port: { type: 'string', default: '0' },
        dist: { type: 'string', default: fileURLToPath(new URL('../dist', import.meta.url)) },
        demo: { type: 'string' },
    },
});

const content_types = {
    '.html': 'text/html; charset=utf-8',
    '.js': 'text/javascript; charset=utf-8',
    '.css': 'text/css; charset=utf-8',
    '.svg': 'image/svg+xml',
};
const page_policy = {
    'Content-Security-Policy': "default-src 'self'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'",
    'X-Content-Type-Options': 'nosniff',
    'Referrer-Policy': 'same-origin',
};

const desk = new FakeDesk();
const server = createServer((request, response) => {
    answer(request, response).catch((error) => {
        console.error(error);
        send_problem(response, { status: 500, title: 'Fault', detail: 'The desk met a fault of its own.' });
    });
});

async function answer(request, response) {
    const url = new URL(request.url, 'http://desk');
    if (!url.pathname.startsWith('/api/')) {
        return send_page(url.pathname, request, response);
    }
    try {
        const body = await read_body(request);
        const found = desk.answer({ method: request.method, url, headers: request.headers, body });
        response.writeHead(found.status, { 'Content-Type': 'application/json', ...found.headers });
        response.end(found.body === undefined ? '' : JSON.stringify(found.body));
    } catch (error) {
        if (!(error instanceof Refusal)) {
            throw error;
        }
        send_problem(response, error.problem);
    }
}

async function read_body(request) {
    const parts = [];
    for await (const part of request) {
        parts.push(part);
    }
    const text = Buffer.concat(parts).toString('utf8');
    if (text === '') {
        return {};
    }
    if (request.headers['content-type'] !== 'application/json') {
        throw new Refusal(400, 'A body is JSON, and says so.');
    }
    return JSON.parse(text);
}

async function send_page(path, request, response) {
    const wanted = extname(path) === '' ? '/index.html' : normalize(path);
    const file = join(options.dist, wanted);
    const accepts = request.headers['accept-encoding'] ?? '';
    const headers = { ...page_policy, 'Content-Type': content_types[extname(wanted)] ?? 'application/octet-stream' };
    try {
        const packed = accepts.includes('gzip') ? await readFile(`${file}.gz`).catch(() => null) : null;
        response.writeHead(200, packed ? { ...headers, 'Content-Encoding': 'gzip' } : headers);
        response.end(packed ?? (await readFile(file)));
    } catch {
        response.writeHead(404, { 'Content-Type': 'text/plain' });
        response.end('not found');
    }
}

function send_problem(response, problem) {
    response.writeHead(problem.status, { 'Content-Type': 'application/problem+json' });
    response.end(JSON.stringify(problem));
}

server.listen(Number(options.port), '127.0.0.1', async () => {
    if (options.demo) {
        await writeFile(options.demo, JSON.stringify({ people: desk.demo_people() }, null, 2));
    }
    console.log(`listening http://127.0.0.1:${server.address().port}`);
});
