// Versions of a process: what another one changes, and which open records that concerns.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const shipped = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');
const install = async (desk, text) => {
  const answer = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': text } });
  assert.equal(answer.status, 201, answer.text);
};
const path = '/api/v1/processes/epts-support/differences?from=1&to=2';

export const scenarios = {
  'the differences between two versions name the open records that they concern': async (desk) => {
    const fresh = await desk.issue('jose');
    const begun = await desk.issue('jose');
    assert.equal((await desk.act('helena', begun, 'acknowledge')).status, 200);
    assert.equal((await desk.get('helena', path)).status, 404);
    await install(desk, shipped.replace('version: 1', 'version: 2').replace('min: 20', 'min: 40'));
    const { body } = await desk.get('helena', path);
    assert.deepEqual([body.id, body.from, body.to, body.partial], ['epts-support', 1, 2, false]);
    const one = body.items.find((item) => item.sentence.startsWith("Need 'solution' of act 'resolve' of issue"));
    assert.ok(one, JSON.stringify(body.items));
    assert.equal(one.kind, 'changed');
    assert.equal(one.type, 'issue');
    assert.ok(!one.states.includes('logged'), 'nothing is resolved before it is acknowledged');
    assert.ok(one.records.numbers.includes(begun));
    assert.ok(!one.records.numbers.includes(fresh));
    assert.equal(one.records.count, one.records.numbers.length);
    assert.ok(body.open_records >= 2);
  },
  'each is told of the records that she may know': async (desk) => {
    const { body } = await desk.get('andre', path);
    const all = (await desk.get('helena', path)).body;
    assert.ok(body.open_records < all.open_records);
    assert.equal(body.items.length, all.items.length);
  },
  'records that began on the new version are none of the old one': async (desk) => {
    assert.equal((await desk.post('graca', '/api/v1/processes/epts-support/activate', { version: 2 })).status, 200);
    const before = (await desk.get('helena', path)).body.open_records;
    await desk.issue('jose');
    assert.equal((await desk.get('helena', path)).body.open_records, before);
  },
  'both versions are to be named': async (desk) => {
    const base = '/api/v1/processes/epts-support/differences';
    assert.equal((await desk.get('helena', base)).status, 400);
    assert.equal((await desk.get('helena', base + '?from=1')).status, 400);
    assert.equal((await desk.get('helena', base + '?from=1&to=two')).status, 400);
    assert.equal((await desk.get('helena', base + '?from=1&to=9')).status, 404);
    assert.equal((await desk.get('helena', '/api/v1/processes/nothing/differences?from=1&to=2')).status, 404);
  },
};
