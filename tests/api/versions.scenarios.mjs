// Versions of a process: what another one changes, and which open records that concerns.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const shipped = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');
const install = async (desk, text) => {
  const answer = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': text } });
  assert.equal(answer.status, 201, answer.text);
};
// What was called 'logged' is called 'arrived'; `before` is how the map calls it.
const named_otherwise = (version, before = null) =>
  shipped.replace('version: 1', `version: ${version}`).replaceAll(/\blogged\b/g, 'arrived') +
  (before ? `\nmoves: { from: 2, issue: { states: { ${before}: arrived } } }\n` : '');
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
  'a version in which an open record has no place is refused, and the record named': async (desk) => {
    const number = await desk.issue('jose');
    assert.equal((await desk.get('helena', '/api/v1/records/' + number)).body.process_version, 2);
    const answer = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': named_otherwise(3) } });
    assert.equal(answer.status, 422, answer.text);
    assert.ok(answer.body.detail.includes('version 3'), answer.text);
    const mine = answer.body.unmet.find((one) => one.why.startsWith(number));
    assert.match(mine.why, /has no state 'logged'/);
    const amiss = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': named_otherwise(3, 'lodged') } });
    assert.equal(amiss.status, 422, amiss.text);
    assert.match(amiss.body.unmet[0].why, /'lodged', which version 2 does not have; did you mean 'logged'/);
    const valued = (values) => ({
      id: 'epts-support',
      files: { 'process.yaml': shipped.replace('version: 1', 'version: 3') + `\nmoves: { from: 2, issue: { values: { ${values} } } }\n` },
    });
    const unknown = await desk.post('graca', '/api/v1/processes', valued('urgency: { patient_safty: patient_safety }'));
    assert.equal(unknown.status, 422, unknown.text);
    assert.match(unknown.body.unmet[0].why, /value of 'urgency', 'patient_safty', which version 2 does not have; did you mean 'patient_safety'/);
  },
  'a version that cannot keep what is agreed is refused, and the agreement named': async (desk) => {
    const upload = (text) => desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': text.replace('version: 1', 'version: 9') } });
    const renamed = await upload(shipped.replace('      response:\n', '      reaction:\n').replaceAll("clock('response", "clock('reaction"));
    assert.equal(renamed.status, 422, renamed.text);
    const [unmet] = renamed.body.unmet;
    assert.deepEqual([unmet.what, unmet.field], ['agreement', 'response']);
    assert.match(unmet.why, /The agreement .namaacha_service., version [0-9]+, promises '30m' of 'response', .*There is no clock 'response'/);
  },
  'a record moves to another version once it was shown what that changes': async (desk) => {
    const number = await desk.issue('jose');
    const record = '/api/v1/records/' + number;
    assert.ok((await desk.get('helena', record)).body.acts.some((act) => act.name === 'move' && act.allowed));
    await install(desk, named_otherwise(3, 'logged'));
    const before = (await desk.get('helena', record)).body;
    const shown = await desk.get('helena', record + '/move?to=3');
    assert.equal(shown.status, 200, shown.text);
    const { body } = shown;
    assert.deepEqual([body.from, body.to, body.state.before.name, body.state.after.name], [2, 3, 'logged', 'arrived']);
    assert.deepEqual(body.unmet, []);
    assert.equal(body.holder.after.role, before.holder.role);
    const clock = body.clocks.find((one) => one.name === 'resolve_or_escalate');
    assert.equal(clock.after.elapsed_s, clock.before.elapsed_s);
    assert.equal((await desk.get('helena', record)).body.version, before.version, 'looking changes nothing');
    const act = (headers, who = 'helena') => desk.call(who, 'POST', record + '/acts/move', { fields: { version: 3 } }, headers);
    assert.equal((await act({})).status, 428);
    assert.equal((await act({ 'if-match': `"${before.version + 1}"` })).status, 412);
    assert.equal((await act({ 'if-match': shown.headers.get('etag') }, 'rui')).status, 403);
    const done = await act({ 'if-match': shown.headers.get('etag') });
    assert.equal(done.status, 200, done.text);
    assert.deepEqual([done.body.state, done.body.process_version], ['arrived', 3]);
    const { items } = (await desk.get('helena', record + '/timeline')).body;
    const told = items.find((one) => one.kind === 'moved');
    assert.deepEqual(told.changes.find((one) => one.what === 'moved'), { what: 'moved', from: 2, to: 3 });
    assert.equal((await desk.act('helena', number, 'acknowledge')).status, 200);
    assert.equal((await desk.get('helena', record + '/move?to=3')).status, 409);
    assert.equal((await desk.get('helena', record + '/move?to=9')).status, 422);
    assert.equal((await desk.get('helena', record + '/move')).status, 400);
    assert.equal((await desk.get('jose', record + '/move?to=2')).status, 403);
  },
  'an act of another name is no other act': async (desk) => {
    const number = await desk.issue('jose');
    const record = '/api/v1/records/' + number;
    assert.equal((await desk.act('helena', number, 'acknowledge')).status, 200);
    assert.equal((await desk.get('helena', record)).body.process_version, 2);
    const text = shipped.replace('version: 1', 'version: 4').replaceAll(/\backnowledge\b/g, 'accept');
    const moves = (acts) => `\nmoves: { from: 2, issue: { acts: { ${acts} } } }\n`;
    const amiss = await desk.post('graca', '/api/v1/processes', {
      id: 'epts-support',
      files: { 'process.yaml': text + moves('acknowlege: accept') },
    });
    assert.equal(amiss.status, 422, amiss.text);
    assert.match(amiss.body.unmet[0].why, /the act 'acknowlege', which version 2 does not have; did you mean 'acknowledge'/);
    await install(desk, text + moves('acknowledge: accept'));
    const told = (await desk.get('helena', '/api/v1/processes/epts-support/differences?from=2&to=4')).body.items.map((one) => one.sentence);
    assert.ok(told.includes("Act 'acknowledge' of issue is called 'accept' now."), told.join('\n'));
    assert.ok(!told.includes("Act 'accept' of issue is new."));
    const shown = await desk.get('helena', record + '/move?to=4');
    assert.equal(shown.status, 200, shown.text);
    assert.deepEqual(shown.body.unmet, [], 'work began with an acknowledgement, whatever that is called');
    const names = (acts) => acts.map(({ name }) => name);
    assert.ok(!names(shown.body.acts.gone).includes('acknowledge') && !names(shown.body.acts.new).includes('accept'));
    const done = await desk.call('helena', 'POST', record + '/acts/move', { fields: { version: 4 } }, { 'if-match': shown.headers.get('etag') });
    assert.equal(done.status, 200, done.text);
    assert.deepEqual([done.body.state, done.body.process_version], ['working', 4]);
  },
};
