// What those are not told who may not see a clock: not by another version of the process, by no report, by no attempt on the past.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const shipped = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');

const names_of = (record) => [...new Set(record.clocks.map((one) => one.name))];
// An issue that the vendor has, with a clock of the vendor's contract.
async function with_the_vendor(desk) {
  const number = await desk.issue('martine', { fields: { urgency: 'patient_safety' } });
  for (const who of ['helena', 'rui']) assert.equal((await desk.act(who, number, 'refer', { comment: 'Beyond us.' })).status, 200);
  return number;
}

// Words of a contract under which every clock of it would have run out.
const tighter = {
  name: 'platform_contract',
  kind: 'contract',
  process: 'epts-support',
  provider: 'platform',
  customer: 'central',
  calendar: 'facility_hours',
  from: '2013-07-01',
  targets: [{ clock: 'contract', limit: '1m' }],
};
const the_day = { process: 'epts-support', from: '2014-01-20T00:00:00Z', to: '2014-01-21T00:00:00Z' };
// Another house's officer, who sees the whole process and is party to no contract.
async function an_outsider(desk) {
  const password = 'twelve letters';
  assert.equal((await desk.post('graca', '/api/v1/organisations', { name: 'elsewhere', display: 'Elsewhere' })).status, 201);
  const made = await desk.post('graca', '/api/v1/people', { name: 'otto', display: 'Otto', organisation: 'elsewhere', roles: [{ process: 'epts-support', role: 'dhio' }], password });
  assert.equal(made.status, 201, made.text);
  desk.people.otto = { password };
}

export const scenarios = {
  'figures leave out the clocks that are not everywhere for the caller': async (desk) => {
    const number = await with_the_vendor(desk);
    await desk.clock('2014-01-27T09:00:00+02:00');
    const query = '?process=epts-support&type=issue';
    const targets = async (who) => (await desk.read(who, '/api/v1/reports/flow' + query)).targets.map((one) => one.clock);
    const behind = async (who, figure) => (await desk.read(who, `/api/v1/reports/flow/records${query}&figure=${figure}`)).items.map((one) => one.number);
    for (const party of ['dinis', 'helena', 'graca']) assert.ok((await targets(party)).includes('contract'), party);
    assert.deepEqual(await behind('dinis', 'target.contract.breached'), [number]);
    assert.ok((await targets('helena')).includes('central'));
    for (const other of ['martine', 'paulo']) {
      assert.ok((await targets(other)).includes('response'), other);
      for (const clock of ['contract', 'central']) {
        assert.ok(!(await targets(other)).includes(clock), `${other}: ${clock}`);
        assert.deepEqual(await behind(other, `target.${clock}`), [], other);
      }
    }
    const sheet = (await desk.get('martine', `/api/v1/reports/flow${query}&format=csv`)).text;
    assert.ok(!sheet.includes('contract'), sheet);
  },
  'with a second contract the first says nothing of it': async (desk) => {
    await an_outsider(desk);
    const theirs = { ...tighter, name: 'other_contract', provider: 'elsewhere', targets: [{ clock: 'contract', limit: '10wd' }] };
    assert.equal((await desk.post('graca', '/api/v1/agreements', theirs)).status, 201);
    const targets = async (who) => (await desk.read(who, '/api/v1/reports/flow?process=epts-support&type=issue')).targets.map((one) => one.clock);
    assert.ok((await targets('dinis')).includes('contract'), 'what is only proposed binds no clock');
    assert.equal((await desk.agree('graca', 'other_contract')).status, 200);
    assert.ok(!(await targets('dinis')).includes('contract'), 'some are between others');
    assert.ok((await targets('helena')).includes('contract'), 'central is party to both');
  },
  'who is no party is told of no clock of a contract that is tried on the past': async (desk) => {
    const round_the_clock = { name: 'facility_hours', spec: { tz: 'UTC', week: { mon: [['00:00', '24:00']] } } };
    const tried = async (who, what) => {
      const answer = await desk.post(who, '/api/v1/backtest', { ...the_day, ...what });
      assert.equal(answer.status, 200, answer.text);
      const { before, after, newly_breached, no_longer } = answer.body;
      return { clocks: [...newly_breached, ...no_longer].map((one) => one.clock), touched: answer.body.clocks, before, after };
    };
    assert.ok((await tried('helena', { agreement: tighter })).touched > 0);
    const { touched, before, after } = await tried('otto', { agreement: tighter });
    assert.deepEqual([touched, before, after], [0, { met: 0, breached: 0 }, { met: 0, breached: 0 }]);
    const hers = await tried('helena', { calendar: round_the_clock });
    const his = await tried('otto', { calendar: round_the_clock });
    assert.ok(his.touched > 0 && his.touched < hers.touched, `${his.touched} of ${hers.touched}`);
    assert.ok(!his.clocks.includes('contract') && !his.clocks.includes('central'));
  },
  'who may try nothing on the past learns of no agreement by it': async (desk) => {
    for (const name of ['platform_contract', 'no_such']) {
      const answer = await desk.post('martine', '/api/v1/backtest', { ...the_day, agreement: { name } });
      assert.equal(answer.status, 403, `${name}: ${answer.text}`);
    }
  },
  'an administrator sees by the back-test how many turn, and which of those that she may know': async (desk) => {
    const asked = { ...the_day, agreement: { ...tighter, targets: [{ clock: 'contract', limit: '60wd' }] } };
    const tried = async (who) => (await desk.post(who, '/api/v1/backtest', asked)).body;
    const made = await desk.post('graca', '/api/v1/people', { name: 'wanda', display: 'Wanda', organisation: 'central', administrator: true, password: 'twelve letters' });
    assert.equal(made.status, 201, made.text);
    desk.people.wanda = { password: 'twelve letters' };
    const all = await tried('helena');
    const figures = ({ records, clocks, before, after, newly_breached_total, no_longer_total }) => ({ records, clocks, before, after, newly_breached_total, no_longer_total });
    const hers = await tried('wanda');
    assert.deepEqual(figures(hers), figures(all));
    assert.ok(all.newly_breached.length + all.no_longer.length > 0, JSON.stringify(all));
    assert.deepEqual([hers.newly_breached, hers.no_longer], [[], []]);
  },
  'a record is due by the clocks that its reader may see, in its row and its sheet too': async (desk) => {
    const hasty = { ...tighter, name: 'hasty_contract', from: '2014-01-02', targets: [{ clock: 'contract', limit: '10m' }] };
    assert.equal((await desk.post('graca', '/api/v1/agreements', hasty)).status, 201);
    assert.equal((await desk.agree('graca', 'hasty_contract')).status, 200);
    const number = await with_the_vendor(desk);
    const due = async (who) => {
      const record = await desk.record(who, number);
      const first = record.clocks.filter((one) => one.state === 'running').map((one) => one.due).sort()[0];
      assert.equal(record.due, first, who);
      const row = (await desk.read(who, '/api/v1/records?open=true')).items.find((one) => one.number === number);
      assert.equal(row.due, first, who);
      const [head, ...lines] = (await desk.get(who, '/api/v1/records?open=true&format=csv')).text.trim().split(/\r?\n/);
      const cells = lines.find((line) => line.startsWith(number)).split(',');
      assert.equal(cells[head.replace('\ufeff', '').split(',').indexOf('due')], first, who);
      return first;
    };
    assert.equal(await due('dinis'), '2014-01-27T07:10:00Z');
    for (const other of ['martine', 'paulo']) assert.ok((await due(other)) > '2014-01-27T07:10:00Z', other);
    desk.hasty = number;
  },
  'lists are sorted, filtered and counted by the clocks that the caller may see': async (desk) => {
    const rows = async (who, query = '') => (await desk.read(who, '/api/v1/records?open=true&process=epts-support&count=true' + query));
    const numbers = async (who, query) => (await rows(who, query)).items.map((one) => one.number);
    const parties = ['dinis', 'helena', 'graca'], others = ['martine', 'paulo'];
    for (const who of parties) assert.ok((await numbers(who, '&due_within=15m')).includes(desk.hasty), who);
    for (const who of others) assert.ok(!(await numbers(who, '&due_within=15m')).includes(desk.hasty), who);
    await desk.clock('2014-01-27T09:20:00+02:00');
    const now = '2014-01-27T07:20:00Z';
    for (const who of [...parties, ...others]) {
      const { items, count } = await rows(who, '&sort=due&limit=200');
      assert.equal(items.length, count);
      const dues = items.map((one) => one.due ?? '9999');
      assert.deepEqual(dues, [...dues].sort(), who);
      assert.deepEqual(await numbers(who, '&sort=-due&limit=200'), items.map((one) => one.number).reverse(), who);
      const paged = [];
      for (let cursor = ''; ; ) {
        const page = await desk.read(who, `/api/v1/records?open=true&process=epts-support&sort=due&limit=2${cursor}`);
        paged.push(...page.items.map((one) => one.number));
        if (!page.next) break;
        cursor = `&cursor=${encodeURIComponent(page.next)}`;
      }
      assert.deepEqual(paged, items.map((one) => one.number), who);
      const late = items.filter((one) => one.due && one.due <= now).map((one) => one.number);
      const filtered = await rows(who, '&due_within=0m&limit=200');
      assert.deepEqual(filtered.items.map((one) => one.number), late, who);
      assert.equal(filtered.count, late.length, who);
      const { headline } = await desk.read(who, '/api/v1/reports/standing?process=epts-support');
      assert.equal(headline.find((one) => one.name === 'late').count, late.length, who);
      assert.equal(late.includes(desk.hasty), parties.includes(who), who);
    }
  },
  'a clock that the version after a move no longer has stays with those whose it was': async (desk) => {
    const number = await with_the_vendor(desk);
    const from = shipped.indexOf('      contract:   ');
    const to = shipped.indexOf('    order: [ priority ]', from);
    assert.ok(from > 0 && to > from);
    // What is agreed about it ends first: a version that could not keep it is refused.
    for (const name of ['platform_contract', 'hasty_contract', 'other_contract']) {
      const path = '/api/v1/agreements/' + name;
      const { id, version, versions, organisations, agreed, entered, by, ...words } = (await desk.get('graca', path)).body;
      const over = { ...words, until: '2014-01-26' };
      for (const side of ['provider', 'customer', 'calendar']) over[side] = words[side]?.id ?? null;
      const ended = await desk.call('graca', 'PUT', path, over, { 'If-Match': `"${version}"` });
      assert.equal(ended.status, 200, ended.text);
      assert.equal((await desk.agree('graca', name)).status, 200);
    }
    const without = (shipped.slice(0, from) + '\n' + shipped.slice(to)).replace('version: 1', 'version: 2');
    const installed = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': without } });
    assert.equal(installed.status, 201, installed.text);
    assert.equal((await desk.post('graca', '/api/v1/processes/epts-support/activate', { version: 2 })).status, 200);
    const { version } = await desk.record('graca', number);
    const moved = await desk.act('graca', number, 'move', { fields: { version: 2 } }, { 'if-match': `"${version}"` });
    assert.equal(moved.status, 200, moved.text);
    const told = async (who) => (await desk.timeline(who, number)).flatMap((one) => one.changes ?? []).filter((one) => one.what === 'clock').map((one) => one.clock);
    for (const party of ['dinis', 'helena']) assert.ok(names_of(await desk.record(party, number)).includes('contract'), party);
    assert.ok((await told('dinis')).includes('contract'));
    for (const other of ['paulo', 'martine']) assert.ok(!names_of(await desk.record(other, number)).includes('contract'), other);
    assert.ok(!(await told('paulo')).includes('contract'));
  },
};
