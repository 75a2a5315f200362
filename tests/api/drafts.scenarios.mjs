import assert from 'node:assert/strict';
import { rmSync } from 'node:fs';
import { Desk } from './desk.mjs';

const put = (desk, name, at, body, headers) => desk.call(name, 'PUT', '/api/v1/drafts/' + at, { device: 'phone', ...body }, headers);
const read = (desk, name, at) => desk.get(name, '/api/v1/drafts/' + at);
const drop = (desk, name, at, headers) => desk.call(name, 'DELETE', '/api/v1/drafts/' + at, undefined, headers);

export const scenarios = {
  'what is typed is kept, and only for her': async (desk) => {
    const number = await desk.issue();
    const at = `${number}/public`;
    assert.equal((await read(desk, 'helena', at)).status, 404);
    const kept = await put(desk, 'helena', at, { text: 'Dear José,\n' });
    assert.equal(kept.status, 200);
    assert.equal(kept.headers.get('etag'), `"${kept.body.version}"`);
    const { number: of, slot, text, values, device } = kept.body;
    assert.deepEqual({ of, slot, text, values, device }, { of: number, slot: 'public', text: 'Dear José,\n', values: {}, device: 'phone' });
    assert.deepEqual((await read(desk, 'helena', at)).body, kept.body);
    const form = await put(desk, 'helena', `${number}/act.resolve`, { values: { solution: 'Restarted', n: [1, { a: null }] } });
    assert.deepEqual(form.body.values, { solution: 'Restarted', n: [1, { a: null }] });
    assert.equal(form.body.text, null);
    const all = await desk.get('helena', '/api/v1/drafts');
    assert.deepEqual(all.body.items.filter((one) => one.number === number).map((one) => one.slot), ['act.resolve', 'public']);
    const one = await desk.get('helena', `/api/v1/drafts?number=${number}&slot=public`);
    assert.deepEqual(one.body.items, [kept.body]);
    assert.deepEqual((await desk.get('helena', `/api/v1/drafts?number=${number}&slot=internal`)).body.items, []);
    assert.equal((await read(desk, 'ivo', at)).status, 404, 'nobody else is given it');
    assert.deepEqual((await desk.get('ivo', '/api/v1/drafts')).body.items, []);
    assert.equal((await drop(desk, 'helena', at)).status, 204);
    assert.equal((await read(desk, 'helena', at)).status, 404);
    assert.equal((await drop(desk, 'helena', at)).status, 204, 'gone is gone');
  },
  'two devices never overwrite each other unseen': async (desk) => {
    const at = `${await desk.issue()}/internal`;
    const first = await put(desk, 'ivo', at, { text: 'from the phone' }, { 'if-none-match': '*' });
    const blind = await put(desk, 'ivo', at, { text: 'from the desk', device: 'desk' }, { 'if-none-match': '*' });
    assert.equal(blind.status, 412);
    assert.deepEqual(blind.body.draft, first.body);
    assert.equal(blind.body.type, '/problems/stale');
    const second = await put(desk, 'ivo', at, { text: 'both', device: 'desk' }, { 'if-match': first.headers.get('etag') });
    assert.equal(second.status, 200);
    const late = await put(desk, 'ivo', at, { text: 'from the phone, more' }, { 'if-match': first.headers.get('etag') });
    assert.equal(late.status, 412);
    assert.equal(late.body.draft.text, 'both');
    assert.equal((await drop(desk, 'ivo', at, { 'if-match': first.headers.get('etag') })).status, 412);
    assert.equal((await drop(desk, 'ivo', at, { 'if-match': second.headers.get('etag') })).status, 204);
    const gone = await put(desk, 'ivo', at, { text: 'from the phone, more' }, { 'if-match': first.headers.get('etag') });
    assert.equal(gone.status, 412);
    assert.equal(gone.body.draft, null);
  },
  'a record that she may not see gets no draft, but one that she kept stays hers': async (desk) => {
    const number = await desk.issue();
    const unseen = await put(desk, 'martine', `${number}/public`, { text: 'x' });
    const absent = await put(desk, 'martine', 'EPTS-99999/public', { text: 'x' });
    assert.equal(unseen.status, 404);
    assert.equal(unseen.text, absent.text);
    await desk.act('helena', number, 'watch', { fields: { person: 'martine', on: true } });
    const kept = await put(desk, 'martine', `${number}/public`, { text: 'While I could see it' });
    assert.equal(kept.status, 200);
    await desk.act('helena', number, 'watch', { fields: { person: 'martine', on: false } });
    assert.equal((await desk.get('martine', '/api/v1/records/' + number)).status, 404);
    assert.equal((await put(desk, 'martine', `${number}/public`, { text: 'more' })).status, 404);
    assert.deepEqual((await read(desk, 'martine', `${number}/public`)).body, kept.body);
    assert.deepEqual((await desk.get('martine', '/api/v1/drafts')).body.items, [kept.body]);
    assert.equal((await drop(desk, 'martine', `${number}/public`)).status, 204);
  },
  'what is not yet a record is kept by process and type': async (desk) => {
    const kept = await put(desk, 'jose', 'new/epts-support.issue', { values: { title: 'The pr', impact: 'single_user' } });
    assert.equal(kept.status, 200);
    assert.equal(kept.body.number, 'new');
    assert.equal((await put(desk, 'jose', 'new/epts-support.nothing', { text: 'x' })).status, 404);
    assert.equal((await put(desk, 'jose', 'new/nothing.issue', { text: 'x' })).status, 404);
    assert.equal((await drop(desk, 'jose', 'new/epts-support.issue')).status, 204);
  },
  'a draft is read strictly': async (desk) => {
    const number = await desk.issue();
    const status = async (slot, body, headers) => (await desk.call('helena', 'PUT', `/api/v1/drafts/${number}/${slot}`, body, headers)).status;
    assert.equal(await status('secret', { device: 'd', text: 'x' }), 400);
    assert.equal(await status('act.', { device: 'd', text: 'x' }), 400);
    assert.equal(await status('public', { text: 'x' }), 400, 'no device');
    assert.equal(await status('public', { device: 'd', text: 7 }), 400);
    assert.equal(await status('public', { device: 'd', values: [] }), 400);
    assert.equal(await status('public', { device: 'd', txt: 'x' }), 400);
    assert.equal(await status('public', { device: 'd', text: 'x' }, { 'if-match': 'x' }), 400);
    assert.equal(await status('public', { device: 'd', text: 'x' }, { 'if-none-match': '"1"' }), 400);
    assert.equal(await status('public', { device: 'd', text: 'x'.repeat(65 * 1024) }), 413);
    assert.equal(await status('public', { device: 'd', text: 'é'.repeat(20_000) }), 200, 'the longest comment fits');
    assert.equal((await desk.raw('PUT', `/api/v1/drafts/${number}/public`, { headers: { 'content-type': 'application/json' }, body: '{}' })).status, 401);
  },
  'the 201st is refused with a sentence': async (desk) => {
    const number = await desk.issue();
    for (let i = 0; i < 200; ++i) assert.equal((await put(desk, 'sofia', `${number}/act.a${i}`, { text: 'x' })).status, 200);
    const more = await put(desk, 'sofia', `${number}/public`, { text: 'x' });
    assert.equal(more.status, 409);
    assert.match(more.body.detail, /200 drafts/);
    assert.equal((await put(desk, 'sofia', `${number}/act.a7`, { text: 'longer' })).status, 200);
    assert.equal((await desk.get('sofia', '/api/v1/drafts')).body.items.length, 200);
  },
  'it outlives sign-out and kill -9, and ends after 90 days': async ({ child }) => {
    const binary = child.spawnfile;
    const before = await Desk.start(binary);
    const number = await before.issue();
    const kept = [];
    for (let i = 0; i < 20; ++i) kept.push((await put(before, 'rui', `${number}/public`, { text: 'word '.repeat(i + 1) })).body);
    await before.raw('DELETE', '/api/v1/session', { headers: { authorization: 'Bearer ' + (await before.token('rui')) } });
    const ended = new Promise((done) => before.child.once('exit', done));
    before.child.kill('SIGKILL');
    await ended;
    const after = await Desk.start(binary, { data: before.data });
    try {
      assert.deepEqual((await read(after, 'rui', `${number}/public`)).body, kept.at(-1));
      await after.clock('2014-04-20T08:00:00+02:00');
      assert.equal((await read(after, 'rui', `${number}/public`)).status, 200, 'the 90th day');
      await after.clock('2014-04-21T08:00:00+02:00');
      assert.equal((await read(after, 'rui', `${number}/public`)).status, 404);
      assert.deepEqual((await after.get('rui', '/api/v1/drafts')).body.items, []);
    } finally {
      await after.stop({ keep: true });
      rmSync(before.data, { recursive: true, force: true });
    }
  },
};
