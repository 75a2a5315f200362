// Nothing tells of a clock, or of what the desk was to do because of it, to whom the clock is kept from.
import assert from 'node:assert/strict';
import { install } from './installing.mjs';

const text = `
process: kept
version: 1
title: Kept
roles:
  caller: { title: Caller, is: reporter, sees: own }
  first:  { title: First line }
  second: { title: Second line }
  boss:   { title: Boss }
notices:
  desk_refused: { to: [holder, boss] }
records:
  job:
    kind: task
    title: Job
    number: "KEP-{seq:3}"
    fields: { ok: { text: short, title: All right } }
    states:
      new:  { open: true, start: true, title: New }
      done: { end: true, title: Done }
    custody: { holders: [first, second], first: "'first'" }
    acts:
      log:   { to: new, by: [caller, first], form: [title], title: Log }
      go:    { from: new, by: holder, title: Go, then: [ start: hours ] }
      allow: { from: new, by: holder, form: [ok], title: Allow }
      raise: { from: new, by: [desk, boss], title: Raise, needs: [ { field: ok, why: Somebody says that it is all right. } ] }
      end:   { from: new, to: done, by: holder, title: End }
      pass:  { from: new, by: desk, keeps_state: true, title: Pass on, hand_over: "holder == 'first' ? 'second' : null" }
      recompute: { by: [holder, boss] }
    clocks:
      all:     { title: In all, starts: once, stops: [ state: done ], limit: "duration('90h')" }
      hours:   { title: Hours, starts: act, stops: [ state: done ], limit: "duration('90h')", calendar: facility_hours }
      penalty: { title: Penalty, starts: once, stops: [ state: done ], limit: "duration('1h')", calendar: facility_hours, warn: 50%, breach: { do: raise }, seen_by: boss }
      patience: { title: Patience, starts: once, stops: [ state: done ], limit: "duration('30h')", breach: { do: pass }, seen_by: boss }
`;

let ready;
const prepare = (desk) => (ready ??= install(desk, 'kept', text, { jose: 'caller', ivo: 'first', rui: 'boss' }));
async function log(desk) {
  await prepare(desk);
  const made = await desk.post('jose', '/api/v1/records', { type: 'kept/job', title: 'A job' });
  assert.equal(made.status, 201, made.text);
  return made.body.number;
}
const others = ['jose', 'ivo'];
const kinds_of = async (desk, who, number) => (await desk.timeline(who, number)).map((one) => one.kind);
const penalty_of = async (desk, number) => (await desk.record('rui', number)).clocks.find((one) => one.name === 'penalty').state;
const changes_of = async (desk, who, number) => (await desk.timeline(who, number)).flatMap((one) => one.changes ?? []);

export const scenarios = {
  'the record and its timeline tell of the deed that was refused to whom the clock is shown': async (desk) => {
    const late = await log(desk);
    await desk.clock('2014-01-20T09:01:00+02:00');
    const refused = async (who) => (await desk.record(who, late)).refused.map((one) => one.act);
    assert.deepEqual(await refused('rui'), ['raise']);
    assert.deepEqual((await kinds_of(desk, 'rui', late)).slice(1), ['clock_warned', 'clock_breached']);
    assert.ok((await changes_of(desk, 'rui', late)).some((one) => one.what === 'refused'));
    for (const who of others) {
      assert.deepEqual(await refused(who), [], who);
      assert.ok(!(await kinds_of(desk, who, late)).some((kind) => kind.startsWith('clock_')), who);
      const all = JSON.stringify([await desk.record(who, late), await desk.timeline(who, late)]);
      assert.ok(!all.includes('penalty') && !all.includes('refused":[{') && !all.includes('"what":"refused"'), all);
    }
    const notices = async (who) => (await desk.read(who, '/api/v1/notices')).items.filter((one) => one.number === late).map((one) => one.notice);
    assert.deepEqual([await notices('rui'), await notices('ivo')], [['desk_refused'], []], 'who holds it is told of what she sees');
    assert.equal((await desk.act('ivo', late, 'end')).status, 200);
    assert.ok((await changes_of(desk, 'rui', late)).some((one) => one.what === 'refused_no_more'));
    assert.ok(!(await changes_of(desk, 'ivo', late)).some((one) => one.what === 'refused_no_more'));
  },
  'nobody else is told afterwards of its warning, its breach and what was refused then': async (desk) => {
    const number = await log(desk);
    const since = {};
    for (const who of [...others, 'rui']) since[who] = (await desk.read(who, '/api/v1/sync')).next;
    const missed = async (who) => (await desk.read(who, '/api/v1/sync?since=' + since[who])).items.map((one) => [one.number, one.kinds]);
    await desk.clock('2014-01-20T09:32:00+02:00');
    assert.deepEqual(await missed('rui'), [[number, ['clocks']]]);
    for (const who of others) assert.deepEqual(await missed(who), [], who);
    await desk.clock('2014-01-20T10:02:00+02:00');
    assert.deepEqual(await missed('rui'), [[number, ['clocks', 'refused']]]);
    for (const who of others) assert.deepEqual(await missed(who), [], who);
    assert.equal((await desk.post('ivo', `/api/v1/records/${number}/comments`, { text: 'Well?', audience: 'public' })).status, 200);
    for (const who of others) assert.deepEqual(await missed(who), [[number, ['comment']]], who);
  },
  'who is not shown it takes back none of its breaches': async (desk) => {
    const [alone, beside] = [await log(desk), await log(desk)];
    assert.equal((await desk.act('ivo', beside, 'go')).status, 200);
    await desk.clock('2014-01-20T11:10:00+02:00');
    for (const number of [alone, beside]) assert.equal(await penalty_of(desk, number), 'breached');
    const path = '/api/v1/calendars/facility_hours';
    const { headers } = await desk.get('graca', path);
    const spec = { tz: 'Africa/Maputo', week: { mon: [['10:30', '16:00']] } };
    const edited = await desk.call('graca', 'PATCH', path, { spec, effective: '2014-01-20T10:02:00+02:00' }, { 'if-match': headers.get('etag') });
    assert.equal(edited.status, 200, edited.text);
    const shown = async (who, number) => {
      const answer = await desk.get(who, `/api/v1/records/${number}/recompute`);
      assert.equal(answer.status, 200, answer.text);
      return { changes: answer.body.clocks.filter((one) => one.changes).map((one) => one.name), tag: { 'if-match': answer.headers.get('etag') } };
    };
    const his = await shown('ivo', alone);
    assert.deepEqual(his.changes, []);
    const refused = await desk.act('ivo', alone, 'recompute', {}, his.tag);
    assert.equal(refused.status, 409, refused.text);
    assert.match(refused.body.detail, /every clock that you see/);
    const two = await shown('ivo', beside);
    assert.deepEqual(two.changes, ['hours']);
    assert.equal((await desk.act('ivo', beside, 'recompute', {}, two.tag)).status, 200);
    for (const number of [alone, beside]) {
      assert.equal(await penalty_of(desk, number), 'breached');
      const hers = await shown('rui', number);
      assert.deepEqual(hers.changes, ['penalty']);
      assert.equal((await desk.act('rui', number, 'recompute', {}, hers.tag)).status, 200);
      assert.equal(await penalty_of(desk, number), 'running');
    }
  },
  'that it was handed over because it ran out is told as an act of the desk': async (desk) => {
    const number = await log(desk);
    await desk.clock('2014-01-21T17:12:00+02:00');
    const leg = (record) => record.legs.find((one) => one.leg === 2);
    const told = async (who) => (await changes_of(desk, who, number)).find((one) => one.what === 'holder' && one.leg === 2).cause;
    for (const [who, cause] of [['rui', 'breach'], ['ivo', 'act'], ['jose', 'act']]) {
      const { role, cause: said } = leg(await desk.record(who, number));
      assert.deepEqual([role, said, await told(who)], ['second', cause, cause], who);
    }
  },
};
