import assert from 'node:assert/strict';
import { mkdirSync, rmSync } from 'node:fs';
import { connect } from 'node:net';
import { Desk } from './desk.mjs';

export const scenarios = {
  'a comment without audience is internal, and the reporter never reads it': async (desk) => {
    const canary = 'canary-7f3a';
    const number = await desk.issue('jose');
    assert.equal((await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Internal ' + canary })).status, 200);
    assert.equal((await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'We are at it', audience: 'public' })).status, 200);
    const hers = await desk.timeline('helena', number);
    assert.ok(hers.some((one) => one.text?.includes(canary) && one.audience === 'internal'));
    for (const path of ['', '/timeline']) {
      const his = await desk.get('jose', `/api/v1/records/${number}${path}`);
      assert.ok(!his.text.includes(canary), 'the reporter reads an internal comment in ' + path);
    }
    assert.ok((await desk.timeline('jose', number)).some((one) => one.text === 'We are at it'));
    assert.equal((await desk.get('jose', `/api/v1/records?q=${canary}&count=true`)).body.count, 0);
    assert.equal((await desk.get('helena', `/api/v1/records?q=${canary}&count=true`)).body.count, 1);
  },
  'a reporter writes to everybody who sees the record, not internally': async (desk) => {
    const number = await desk.issue('jose');
    assert.equal((await desk.post('jose', `/api/v1/records/${number}/comments`, { text: 'It got worse', audience: 'public' })).status, 200);
    assert.equal((await desk.post('jose', `/api/v1/records/${number}/comments`, { text: 'secret', audience: 'internal' })).status, 403);
  },
  'the timeline tells who did what, when, oldest first, in pages': async (desk) => {
    const number = await desk.issue('jose');
    await desk.act('helena', number, 'acknowledge');
    await desk.act('helena', number, 'ask', { comment: 'Which month?' });
    const items = await desk.timeline('helena', number);
    assert.equal(items[0].kind, 'logged');
    assert.equal(items[0].actor.name, 'José Tembe');
    assert.ok(items.every((one, i) => i === 0 || one.seq > items[i - 1].seq));
    assert.ok(items.some((one) => one.act === 'ask' && one.changes.some((change) => change.what === 'state' && change.value === 'waiting')));
    assert.ok(items.some((one) => one.text === 'Which month?' && one.audience === 'public'));
    const paged = [];
    let cursor = '';
    do {
      const page = (await desk.get('helena', `/api/v1/records/${number}/timeline?limit=2${cursor ? '&cursor=' + encodeURIComponent(cursor) : ''}`)).body;
      assert.ok(page.items.length <= 2);
      paged.push(...page.items);
      cursor = page.next;
    } while (cursor);
    assert.deepEqual(paged, items);
  },
  'comments are refused with a reason': async (desk) => {
    const number = await desk.issue('jose');
    const path = `/api/v1/records/${number}/comments`;
    assert.equal((await desk.post('helena', path, { text: '' })).status, 422);
    assert.equal((await desk.post('helena', path, {})).status, 400);
    assert.equal((await desk.post('helena', path, { text: 'x', audience: 'all' })).status, 400);
    assert.equal((await desk.post('helena', path, { text: 'x', to: 'public' })).status, 400);
  },
  'a file is uploaded, attached and read back': async (desk) => {
    const number = await desk.issue('jose');
    const bytes = new Uint8Array(200_000).map((_, i) => i % 251);
    const upload = await desk.call('jose', 'POST', '/api/v1/uploads?name=' + encodeURIComponent('../écran "1".png'), bytes, { 'content-type': 'image/png' });
    assert.equal(upload.status, 201);
    assert.equal(upload.body.complete, true);
    assert.equal(upload.body.name, 'écran 1.png');
    const done = await desk.post('jose', `/api/v1/records/${number}/comments`, { text: 'The screen', audience: 'public', attachments: [upload.body.upload] });
    assert.equal(done.status, 200);
    const [file] = done.body.attachments;
    assert.equal(file.size, 200_000);
    const token = await desk.token('helena');
    const got = await fetch(`${desk.base}/api/v1/records/${number}/attachments/${file.id}`, { headers: { authorization: 'Bearer ' + token } });
    assert.deepEqual(new Uint8Array(await got.arrayBuffer()), bytes);
    assert.match(got.headers.get('content-disposition'), /^attachment; .*filename\*=UTF-8''%C3%A9cran/);
    assert.match(got.headers.get('content-security-policy'), /sandbox/);
    assert.equal((await desk.get('martine', `/api/v1/records/${number}/attachments/${file.id}`)).status, 404);
  },
  'a file that cannot be read is said to be so, and the desk goes on': async (desk) => {
    const upload = (await desk.call('jose', 'POST', '/api/v1/uploads?name=a.txt', 'hello', { 'content-type': 'text/plain' })).body.upload;
    const number = await desk.issue('jose', { attachments: [upload] });
    const stored = `${desk.data}/blobs/${upload.slice(0, 2)}/${upload.slice(2)}`;
    rmSync(stored);
    mkdirSync(stored);
    for (const round of [1, 2]) {
      const got = await desk.get('jose', `/api/v1/records/${number}/attachments/${upload}`);
      assert.equal(got.status, 503, `${round}: ${got.text}`);
    }
    assert.equal((await desk.get('jose', '/api/v1/records/' + number)).status, 200);
  },
  'the name of a file has nothing in it that is not seen': async (desk) => {
    const marks = '\u061c\u200e\u200f\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069\u0085\u0007';
    const name = [...marks].map((mark) => mark + 'é').join('') + '\u2019"\u2065\u206a.txt';
    const upload = await desk.call('jose', 'POST', '/api/v1/uploads?name=' + encodeURIComponent(name), 'x', { 'content-type': 'text/plain' });
    assert.equal(upload.body.name, 'é'.repeat(14) + '\u2019\u2065\u206a.txt');
  },
  'who is no longer active uploads nothing': async (desk) => {
    const token = await desk.token('andre');
    const send = (method, path) => desk.raw(method, path, { headers: { authorization: 'Bearer ' + token, 'content-type': 'text/plain' }, body: 'x' });
    const begun = await send('POST', '/api/v1/uploads?name=a.txt&length=9');
    assert.equal(begun.status, 201, begun.text);
    assert.equal((await desk.call('graca', 'PATCH', '/api/v1/people/andre', { active: false })).status, 200);
    try {
      assert.equal((await send('POST', '/api/v1/uploads?name=a.txt')).status, 401);
      assert.equal((await send('PATCH', `/api/v1/uploads/${begun.body.upload}?offset=1`)).status, 401);
    } finally {
      assert.equal((await desk.call('graca', 'PATCH', '/api/v1/people/andre', { active: true })).status, 200);
    }
  },
  'an upload in parts goes on where it ended': async (desk) => {
    const begun = await desk.call('helena', 'POST', '/api/v1/uploads?name=log.txt&length=10', new Uint8Array(0), { 'content-type': 'text/plain' });
    assert.equal(begun.status, 201);
    assert.equal(begun.body.complete, false);
    const path = '/api/v1/uploads/' + begun.body.upload;
    const bytes = new TextEncoder().encode('0123456789');
    assert.equal((await desk.call('helena', 'PATCH', path + '?offset=0', bytes.slice(0, 4), { 'content-type': 'text/plain' })).body.offset, 4);
    assert.equal((await desk.call('helena', 'PATCH', path + '?offset=0', bytes.slice(0, 4), { 'content-type': 'text/plain' })).status, 409);
    assert.equal((await desk.get('helena', path)).body.offset, 4);
    assert.equal((await desk.get('ivo', path)).status, 404, "somebody else's");
    assert.equal((await desk.call('helena', 'PATCH', path + '?offset=4', bytes.slice(4), { 'content-type': 'text/plain' })).body.complete, true);
  },
  'an upload goes on where it ended, also after a kill in the middle of a part': async (desk) => {
    const binary = desk.child.spawnfile;
    const first = await Desk.start(binary);
    const bytes = new Uint8Array(300_000).map((_, i) => i % 251);
    const plain = { 'content-type': 'application/octet-stream' };
    const number = await first.issue('jose');
    const begun = await first.call('jose', 'POST', '/api/v1/uploads?name=log.bin&length=300000', bytes.slice(0, 1000), plain);
    const path = '/api/v1/uploads/' + begun.body.upload;
    const { hostname, port } = new URL(first.base);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => undefined);
    socket.write(`PATCH ${path}?offset=1000 HTTP/1.1\r\nHost: here\r\nAuthorization: Bearer ${await first.token('jose')}\r\nContent-Type: application/octet-stream\r\nContent-Length: 299000\r\n\r\n`);
    socket.write(bytes.slice(1000, 200_000));
    while ((await first.get('jose', path)).body.offset < 100_000) await new Promise((soon) => setTimeout(soon, 5));
    const ended = new Promise((done) => first.child.once('exit', done));
    first.child.kill('SIGKILL');
    await ended;
    const second = await Desk.start(binary, { data: first.data, start: null });
    try {
      const { offset } = (await second.get('jose', path)).body;
      assert.ok(offset >= 100_000 && offset <= 200_000, String(offset));
      const rest = await second.call('jose', 'PATCH', `${path}?offset=${offset}`, bytes.slice(offset), plain);
      assert.equal(rest.status, 200, rest.text);
      assert.equal(rest.body.complete, true);
      assert.equal((await second.post('jose', `/api/v1/records/${number}/comments`, { text: 'The log', audience: 'public', attachments: [begun.body.upload] })).status, 200);
      const got = await fetch(`${second.base}/api/v1/records/${number}/attachments/${begun.body.upload}`, { headers: { authorization: 'Bearer ' + (await second.token('jose')) } });
      assert.deepEqual(new Uint8Array(await got.arrayBuffer()), bytes);
    } finally {
      await second.stop();
    }
  },
  'an upload said in headers is told where to say it': async (desk) => {
    const length = await desk.call('helena', 'POST', '/api/v1/uploads?name=log.txt', new Uint8Array(0), { 'content-type': 'text/plain', 'upload-length': '10' });
    assert.equal(length.status, 400);
    assert.match(length.body.detail, /\?length=/);
    const begun = await desk.call('helena', 'POST', '/api/v1/uploads?name=log.txt&length=10', new Uint8Array(0), { 'content-type': 'text/plain' });
    const offset = await desk.call('helena', 'PATCH', `/api/v1/uploads/${begun.body.upload}?offset=0`, new Uint8Array(4), { 'content-type': 'text/plain', 'upload-offset': '0' });
    assert.equal(offset.status, 400);
    assert.match(offset.body.detail, /\?offset=/);
    assert.equal((await desk.get('helena', '/api/v1/uploads/' + begun.body.upload)).body.offset, 0);
  },
  'an empty file is a file': async (desk) => {
    const upload = await desk.call('helena', 'POST', '/api/v1/uploads?name=empty.txt', new Uint8Array(0), { 'content-type': 'text/plain' });
    assert.equal(upload.status, 201, upload.text);
    assert.equal(upload.body.complete, true);
    const number = await desk.issue('jose');
    const done = await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Nothing in it', attachments: [upload.body.upload] });
    assert.equal(done.body.attachments[0].size, 0);
  },
  'when it happened, as the caller says, is told beside when it was logged': async (desk) => {
    const logged = await desk.post('helena', '/api/v1/records', { type: 'epts-support/issue', title: 'Phoned in', reporter: 'jose', channel: 'phone', occurred_at: '2014-01-20T07:10:00+02:00', fields: { urgency: 'job_stopped', impact: 'single_user' } });
    assert.equal(logged.status, 201, logged.text);
    assert.equal(logged.body.reporter.name, 'José Tembe');
    assert.equal(logged.body.logged_by.name, 'Helena Mucavele');
    assert.equal((await desk.timeline('helena', logged.body.number))[0].claimed_at, '2014-01-20T05:10:00Z');
  },
  "nobody attaches another's upload, or one that is not there": async (desk) => {
    const number = await desk.issue('jose');
    const upload = (await desk.call('helena', 'POST', '/api/v1/uploads?name=a', new Uint8Array(3), { 'content-type': 'text/plain' })).body.upload;
    for (const id of [upload, '00000000000000000000000000000000', 'x'])
      assert.equal((await desk.post('jose', `/api/v1/records/${number}/comments`, { text: 'x', audience: 'public', attachments: [id] })).status, 422);
  },
  'what is too large is refused before or while it comes': async (desk) => {
    const token = await desk.token('helena');
    const announced = await desk.call('helena', 'POST', '/api/v1/uploads?name=big', new Uint8Array(26 << 20), { 'content-type': 'application/zip' });
    assert.equal(announced.status, 413);
    const stream = new ReadableStream({
      start(controller) {
        for (let i = 0; i < 26; ++i) controller.enqueue(new Uint8Array(1 << 20));
        controller.close();
      },
    });
    const streamed = await fetch(desk.base + '/api/v1/uploads?name=big', { method: 'POST', body: stream, duplex: 'half', headers: { authorization: 'Bearer ' + token } });
    assert.equal(streamed.status, 413);
    assert.equal((await desk.post('helena', '/api/v1/records', JSON.stringify({ type: 'epts-support/issue', title: 'x'.repeat(2 << 20), fields: {} }), { 'content-type': 'application/json' })).status, 413);
  },
};
