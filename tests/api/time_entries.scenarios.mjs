// How long people worked on records: logged, struck, told on the record and in the timeline, and summed up.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { install } from './installing.mjs';

const timed = readFileSync(new URL('../rehearsals/timed/process.yaml', import.meta.url), 'utf8');

const path = (number) => '/api/v1/records/' + number;
const log_time = (desk, name, number, body, headers = {}) => desk.post(name, path(number) + '/time-entries', body, headers);
const strike = (desk, name, number, entry, headers = {}) => desk.act(name, number, 'strike_time', { fields: { entry } }, headers);
const act_of = (record, name) => record.acts.find((one) => one.name === name);

async function logged(desk, name) {
  const answer = await desk.post(name, '/api/v1/records', { type: 'timed/issue', title: 'It prints nothing' });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.number;
}

let first;

export const scenarios = {
  'time is logged with its day and text, and told on the record and in the timeline': async (desk) => {
    await install(desk, 'timed', timed, { helena: 'programmer', ivo: 'programmer', rui: 'lead', martine: 'client' });
    first = await logged(desk, 'martine');
    const before = (await desk.get('helena', path(first))).body;
    assert.deepEqual(before.time, { minutes: 0, entries: [] });
    assert.equal(act_of(before, 'log_time').allowed, true);
    assert.equal(act_of(before, 'strike_time'), undefined, 'there is nothing to strike');
    const one = await log_time(desk, 'helena', first, { minutes: 90, text: ' Found the broken cable ' });
    assert.equal(one.status, 200, one.text);
    const [entry] = one.body.time.entries;
    assert.equal(one.body.time.minutes, 90);
    assert.deepEqual(
      [entry.entry, entry.person.name, entry.minutes, entry.text, entry.struck, entry.may_strike],
      [1, 'Helena Mucavele', 90, 'Found the broken cable', null, true],
    );
    assert.equal(entry.day, '2014-01-20');
    assert.deepEqual([one.body.state, one.body.holder], [before.state, before.holder], 'nothing else changed');
    const told = (await desk.get('ivo', path(first) + '/timeline')).body.items.find((item) => item.kind === 'time_logged');
    assert.equal(told.audience, 'internal');
    assert.deepEqual(
      told.changes.map(({ what, entry: number, minutes, text, day }) => [what, number, minutes, text, day]),
      [['time_logged', 1, 90, 'Found the broken cable', entry.day]],
    );
  },
  'who reports neither sees nor logs time': async (desk) => {
    const seen = (await desk.get('martine', path(first))).body;
    assert.equal(seen.time, undefined);
    assert.equal(act_of(seen, 'log_time').allowed, false);
    const items = (await desk.get('martine', path(first) + '/timeline')).body.items;
    assert.ok(items.every((item) => !item.kind.startsWith('time_')));
    assert.equal((await log_time(desk, 'martine', first, { minutes: 5 })).status, 403);
    assert.equal((await log_time(desk, 'martine', 'TIM-999', { minutes: 5 })).status, 404);
  },
  'what is wrong is said at once, field by field': async (desk) => {
    const refused = await log_time(desk, 'helena', first, { minutes: 1441, day: '2999-01-01' });
    assert.equal(refused.status, 422, refused.text);
    assert.deepEqual(refused.body.unmet.map((one) => [one.what, one.field]), [['log_time', 'minutes'], ['log_time', 'day']]);
    for (const body of [{}, { minutes: 'ten' }, { minutes: 1.5 }, { minutes: 5, day: '2026-02-30' }, { minutes: 5, text: 7 }]) {
      const answer = await log_time(desk, 'helena', first, body);
      assert.equal(answer.status, 422, answer.text);
    }
    assert.equal((await log_time(desk, 'helena', first, { minutes: 5, who: 'ivo' })).status, 400);
    const unknown = await desk.act('helena', first, 'log_time', { fields: { minutes: 5, who: 'ivo' } });
    assert.equal(unknown.status, 422, unknown.text);
    assert.equal((await log_time(desk, 'helena', first, { minutes: 5 }, { 'if-match': '"1"' })).status, 412);
  },
  'a request that is sent again logs once': async (desk) => {
    const body = { minutes: 30, day: '2014-01-17' };
    const once = await log_time(desk, 'ivo', first, body, { 'idempotency-key': 'time-1' });
    const twice = await log_time(desk, 'ivo', first, body, { 'idempotency-key': 'time-1' });
    assert.deepEqual([once.body.time.minutes, twice.body.time.minutes], [120, 120]);
    assert.equal(once.body.time.entries[1].day, body.day);
  },
  'an entry is struck by who logged it, or by whom the process names, and stays to be seen': async (desk) => {
    const seen = async (name) => (await desk.get(name, path(first))).body.time.entries.map((one) => one.may_strike);
    assert.deepEqual([await seen('helena'), await seen('ivo'), await seen('rui')], [[true, false], [false, true], [true, true]]);
    assert.equal((await strike(desk, 'helena', first, 2)).status, 403);
    const done = await strike(desk, 'rui', first, 2);
    assert.equal(done.status, 200, done.text);
    assert.equal(done.body.time.minutes, 90);
    assert.equal(done.body.time.entries[1].struck.by.name, 'Rui Langa');
    assert.equal((await strike(desk, 'ivo', first, 2)).status, 403, 'nothing of his is left to strike');
    assert.equal((await strike(desk, 'rui', first, 2)).status, 422, 'once');
    const told = (await desk.get('ivo', path(first) + '/timeline')).body.items.flatMap((item) => item.changes ?? []);
    assert.deepEqual(told.filter(({ what }) => what === 'time_struck').map(({ entry, minutes }) => [entry, minutes]), [[2, 30]]);
  },
  'what was said of it is found, by who reads internal entries': async (desk) => {
    const found = async (name) => (await desk.get(name, '/api/v1/records?q=broken+cable')).body.items.map((one) => one.number);
    assert.deepEqual(await found('helena'), [first]);
    assert.deepEqual(await found('martine'), []);
  },
  'the report of hours sums up who worked how long on what': async (desk) => {
    const second = await logged(desk, 'martine');
    await log_time(desk, 'helena', second, { minutes: 15 });
    await log_time(desk, 'ivo', second, { minutes: 45 });
    const report = await desk.get('rui', '/api/v1/reports/hours?type=timed/issue');
    assert.equal(report.status, 200, report.text);
    assert.deepEqual([report.body.minutes, report.body.partial], [150, false]);
    const rows = report.body.rows.map((row) => [row.person.name, row.number, row.minutes, row.entries]).sort();
    assert.deepEqual(rows, [
      ['Helena Mucavele', first, 90, 1],
      ['Helena Mucavele', second, 15, 1],
      ['Ivo Chissano', second, 45, 1],
    ]);
    const people = report.body.people.map((one) => [one.person.name, one.minutes, one.records]).sort();
    assert.deepEqual(people, [['Helena Mucavele', 105, 2], ['Ivo Chissano', 45, 1]]);
    const early = await desk.get('rui', '/api/v1/reports/hours?type=timed/issue&to=2014-01-01');
    assert.deepEqual([early.body.minutes, early.body.rows], [0, []]);
    const sheet = await desk.get('rui', '/api/v1/reports/hours?type=timed/issue&format=csv');
    assert.match(sheet.text, new RegExp(`hours,Ivo Chissano,${second},minutes,45`));
    assert.equal((await desk.get('martine', '/api/v1/reports/hours?type=timed/issue')).status, 403);
  },
};
