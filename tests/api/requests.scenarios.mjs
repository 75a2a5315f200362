import assert from 'node:assert/strict';
import { connect } from 'node:net';

// Bytes on a socket, and what comes back until the other side closes or half a second is quiet.
const wire = (desk, bytes) =>
  new Promise((done) => {
    const { hostname, port } = new URL(desk.base);
    const socket = connect(Number(port), hostname);
    let got = '';
    socket.setTimeout(1500, () => socket.destroy());
    socket.on('data', (part) => (got += part));
    socket.on('close', () => done(got));
    socket.on('error', () => done(got));
    socket.write(bytes);
  });
const bad = async (desk, body, why, type = 'application/json') => {
  const answer = await desk.post('helena', '/api/v1/records', body, { 'content-type': type });
  assert.equal(answer.status, 400, `${why}: ${answer.text}`);
  assert.ok(answer.body.detail.length > 10);
};

export const scenarios = {
  'JSON that is none is refused with its place': async (desk) => {
    await bad(desk, '{"type": ', 'cut off');
    await bad(desk, '{"type": "a", "type": "b"}', 'a key twice');
    await bad(desk, '['.repeat(10_000), 'deep');
    await bad(desk, '{"a":'.repeat(100) + '1' + '}'.repeat(100), 'deeper than 64');
    await bad(desk, '{"title": "\\ud800"}', 'lone surrogate');
    await bad(desk, '{"fields": {"n": 1e9999}}', 'no number');
    await bad(desk, new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 'not UTF-8');
    await bad(desk, '[]', 'no object');
    await bad(desk, '{"titel": "x", "type": "epts-support/issue"}', 'unknown member');
    const answer = await desk.post('helena', '/api/v1/records', '{"titel": "x", "type": "epts-support/issue"}');
    assert.match(answer.body.detail, /'title'/);
    await bad(desk, { type: 'epts-support', title: 'x' }, 'no type');
    await bad(desk, { type: 'epts-support/issue', title: 7 }, 'title is a number');
    await bad(desk, { type: 'epts-support/issue', title: 'x', fields: [] }, 'fields is a list');
    await bad(desk, { type: 'epts-support/issue', title: 'x', occurred_at: 'noon' }, 'no instant');
  },
  'unknown types and processes are not there': async (desk) => {
    for (const type of ['epts-support/nothing', 'nothing/issue'])
      assert.equal((await desk.post('helena', '/api/v1/records', { type, title: 'x', fields: {} })).status, 400, type);
  },
  'unknown and doubled query parameters are refused': async (desk) => {
    assert.equal((await desk.get('helena', '/api/v1/records?stat=x')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?state=a&state=b')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?limit=0')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?limit=201')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?open=yes')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?cursor=nonsense')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?sort=colour')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/records?assignee=nobody_there')).status, 400);
  },
  'addresses and methods that are not there': async (desk) => {
    assert.equal((await desk.get('helena', '/api/v1/nothing')).status, 404);
    const wrong = await desk.call('helena', 'PUT', '/api/v1/records', {});
    assert.equal(wrong.status, 405);
    assert.equal(wrong.headers.get('allow'), 'POST, GET');
    assert.equal((await desk.raw('GET', '/api/v1/records')).status, 401);
  },
  'every answer carries the security headers': async (desk) => {
    for (const path of ['/', '/api/v1/me', '/api/v1/nothing', '/healthz', '/no-such-file.js']) {
      const response = await fetch(desk.base + path);
      await response.text();
      assert.equal(response.headers.get('x-content-type-options'), 'nosniff', path);
      assert.match(response.headers.get('content-security-policy'), /frame-ancestors 'none'/, path);
      assert.doesNotMatch(response.headers.get('content-security-policy'), /unsafe-inline/, path);
      assert.ok(response.headers.get('referrer-policy'), path);
    }
  },
  'requests that smuggle or ramble are refused, and the desk lives on': async (desk) => {
    const host = 'Host: x\r\n';
    assert.match(await wire(desk, `POST /api/v1/session HTTP/1.1\r\n${host}Content-Length: 5\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n`), /^HTTP\/1.1 400/);
    assert.match(await wire(desk, `GET / HTTP/1.1\r\n\r\n`), /^HTTP\/1.1 400/);
    assert.match(await wire(desk, `GET / HTTP/1.1\r\n${host}Content-Length: 1\r\nContent-Length: 2\r\n\r\nab`), /^HTTP\/1.1 400/);
    assert.match(await wire(desk, `GET / HTTP/1.1\r\n${host}X: ${'y'.repeat(20_000)}\r\n\r\n`), /^HTTP\/1.1 431/);
    assert.match(await wire(desk, '\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03'), /^(HTTP\/1.1 400|$)/);
    assert.match(await wire(desk, `POST /api/v1/session HTTP/1.1\r\n${host}Content-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n`), /^HTTP\/1.1 400/);
    assert.equal((await desk.raw('GET', '/healthz')).status, 200);
  },
  'a body that is cut off changes nothing': async (desk) => {
    const before = (await desk.get('helena', '/api/v1/records?count=true&limit=1')).body.count;
    const token = await desk.token('helena');
    const body = JSON.stringify({ type: 'epts-support/issue', title: 'Half', fields: { urgency: 'job_stopped', impact: 'single_user' } });
    const head = `POST /api/v1/records HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${token}\r\nContent-Type: application/json\r\nContent-Length: ${body.length}\r\n\r\n`;
    await new Promise((done) => {
      const { hostname, port } = new URL(desk.base);
      const socket = connect(Number(port), hostname, () => socket.end(head + body.slice(0, 40)));
      socket.on('close', done);
      socket.resume();
    });
    assert.equal((await desk.get('helena', '/api/v1/records?count=true&limit=1')).body.count, before);
  },
  'health, readiness, metrics and the description are served': async (desk) => {
    assert.equal((await desk.raw('GET', '/healthz')).status, 200);
    assert.equal((await desk.raw('GET', '/readyz')).status, 200);
    assert.match((await desk.raw('GET', '/api/openapi.yaml')).text, /^openapi: 3\.1/);
    const metrics = await fetch(desk.metrics);
    assert.match(await metrics.text(), /reeve_http_requests_total\{class="2xx"\} \d+/);
    assert.equal((await fetch(desk.base + '/metrics')).headers.get('content-type')?.startsWith('text/html'), true, 'the public listener has only the page there');
  },
};
