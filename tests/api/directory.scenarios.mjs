// What administrators write of people, organisations, teams and calendars, two of them at once among it.
import assert from 'node:assert/strict';
import { install } from './installing.mjs';

const change = (desk, path, body, headers) => desk.call('graca', 'PATCH', '/api/v1/' + path, body, headers);
const otto = async (desk, name, headers) => {
  const made = await desk.call('graca', 'POST', '/api/v1/people', { name, display: 'Otto', organisation: 'central', roles: [], password: 'the first of them' }, headers);
  assert.ok([200, 201].includes(made.status), made.text);
  return made;
};
const sign_in = (desk, name, password) =>
  desk.raw('POST', '/api/v1/session', { headers: { 'content-type': 'application/json' }, body: JSON.stringify({ name, password, token: true }) });
const apart = `process: apart
version: 1
title: Apart
roles:
  coder: { title: Coder }
  tester: { title: Tester, disjoint: coder, sees: all }
records:
  piece:
    kind: change
    title: Piece
    number: "PIE-{seq:3}"
    states: { new: { open: true, start: true, title: New }, over: { end: true, title: Over } }
    custody: { holders: [coder], first: "'coder'" }
    acts:
      log: { title: Log, to: new, by: coder, form: [title] }
      end: { title: End, from: new, to: over, by: tester }
`;

export const scenarios = {
  'who saw an older version of an entry is told': async (desk) => {
    for (const [path, words] of [
      ['people/andre', [{ display: 'One' }, { display: 'Two' }]],
      ['organisations/cs_boane', [{ display: 'One' }, { display: 'Two' }]],
      ['teams/triage', [{ display: 'One' }, { display: 'Two' }]],
      ['calendars/facility_hours', [{ title: 'One' }, { title: 'Two' }]],
    ]) {
      const seen = (await desk.get('graca', '/api/v1/' + path)).headers.get('etag');
      assert.match(seen ?? '', /^"\d+"$/, path);
      const first = await change(desk, path, words[0], { 'if-match': seen });
      assert.equal(first.status, 200, first.text);
      assert.equal(first.headers.get('etag'), `"${first.body.version}"`);
      assert.equal((await change(desk, path, words[1], { 'if-match': seen })).status, 412, path);
      assert.equal((await change(desk, path, words[1], { 'if-match': '"77"' })).status, 412, path);
      assert.equal((await change(desk, path, words[1], { 'if-match': 'rubbish' })).status, 400, path);
      assert.equal((await change(desk, path, words[1], { 'if-match': first.headers.get('etag') })).status, 200, path);
      assert.equal((await change(desk, path, words[0])).status, 200, path + ' without If-Match');
    }
  },
  'the ETag of a calendar is its newest version, also while it is planned': async (desk) => {
    const planned = await change(desk, 'calendars/facility_hours', { spec: { tz: 'Africa/Maputo', week: { mon: [['08:00', '20:00']] } }, effective: '2014-06-01T00:00:00Z' });
    assert.equal(planned.status, 200, planned.text);
    const read = await desk.get('graca', '/api/v1/calendars/facility_hours');
    assert.ok(read.body.version < planned.body.version);
    assert.equal(read.headers.get('etag'), `"${planned.body.version}"`);
  },
  'two changes of different things at once are both kept': async (desk) => {
    for (let round = 0; round < 10; ++round) {
      const spec = { tz: 'Africa/Maputo', week: { mon: [['08:00', `1${round % 2 ? 5 : 6}:00`]] } };
      const done = await Promise.all([change(desk, 'calendars/facility_hours', { spec }), change(desk, 'calendars/facility_hours', { title: 'T' + round })]);
      assert.deepEqual(done.map((one) => one.status), [200, 200]);
      const { body } = await desk.get('graca', '/api/v1/calendars/facility_hours');
      assert.deepEqual([body.title, body.spec.week], ['T' + round, spec.week]);
    }
    // A password takes its time to be hashed: what is changed meanwhile stays changed.
    await otto(desk, 'otto.once');
    const done = await Promise.all([change(desk, 'people/otto.once', { display: 'O', password: 'the second of them' }), change(desk, 'people/otto.once', { active: false })]);
    assert.deepEqual(done.map((one) => one.status), [200, 200]);
    const { body } = await desk.get('graca', '/api/v1/people/otto.once');
    assert.deepEqual([body.active, body.display], [false, 'O']);
  },
  'nobody is given roles that nobody has together': async (desk) => {
    await install(desk, 'apart', apart, { helena: 'coder', tomas: 'tester' });
    const { body: process } = await desk.get('graca', '/api/v1/processes/apart');
    assert.deepEqual(process.roles.map((role) => role.disjoint), [['tester'], ['coder']]);
    const both = await change(desk, 'people/helena', { roles: ['coder', 'tester'].map((role) => ({ process: 'apart', role })) });
    assert.equal(both.status, 422, both.text);
    assert.match(both.text, /Helena Mucavele has 'Coder' and 'Tester'; nobody has both\./);
    const voting = await change(desk, 'people/helena', { delegate: { person: 'tomas' } });
    assert.equal(voting.status, 422, voting.text);
    assert.match(voting.text, /has 'Tester' and votes as 'Coder' for Helena Mucavele; nobody has both\./);
    // As it was, somebody may have both; what parts them is told then, and is not put in force.
    const together = apart.replace('disjoint: coder, ', '').replace('version: 1', 'version: 2');
    assert.equal((await desk.post('graca', '/api/v1/processes', { id: 'apart', files: { 'process.yaml': together } })).status, 201);
    assert.equal((await desk.post('graca', '/api/v1/processes/apart/activate', { version: 2 })).status, 200);
    assert.equal((await change(desk, 'people/helena', { roles: ['coder', 'tester'].map((role) => ({ process: 'apart', role })) })).status, 200);
    const again = await desk.post('graca', '/api/v1/processes', { id: 'apart', files: { 'process.yaml': apart.replace('version: 1', 'version: 3') } });
    assert.equal(again.status, 201, again.text);
    assert.deepEqual(again.body.warnings, ["Helena Mucavele has 'Coder' and 'Tester'; nobody has both."]);
    const refused = await desk.post('graca', '/api/v1/processes/apart/activate', { version: 3 });
    assert.equal(refused.status, 422, refused.text);
    assert.match(refused.text, /Helena Mucavele has 'Coder' and 'Tester'; nobody has both\./);
    assert.equal((await change(desk, 'people/helena', { roles: [{ process: 'apart', role: 'coder' }] })).status, 200);
    assert.equal((await desk.post('graca', '/api/v1/processes/apart/activate', { version: 3 })).status, 200);
  },
  'a repeat sets no password again': async (desk) => {
    const key = { 'idempotency-key': 'otto-made' };
    assert.equal((await otto(desk, 'otto.again', key)).status, 201);
    assert.equal((await change(desk, 'people/otto.again', { password: 'the second of them' })).status, 200);
    assert.equal((await sign_in(desk, 'otto.again', 'the first of them')).status, 401);
    const session = await sign_in(desk, 'otto.again', 'the second of them');
    assert.equal(session.status, 200, session.text);
    const repeat = await otto(desk, 'otto.again', key);
    assert.equal(repeat.headers.get('idempotent-replay'), 'true');
    const me = await desk.raw('GET', '/api/v1/me', { headers: { authorization: 'Bearer ' + session.body.token } });
    assert.equal(me.status, 200, 'she is still signed in');
    assert.equal((await sign_in(desk, 'otto.again', 'the second of them')).status, 200);
  },
};
