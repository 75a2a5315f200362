import assert from 'node:assert/strict';

const import_of = (key, rows, more = {}) => ({
  source: 'elsewhere',
  process: 'epts-support',
  lives: [{ key, type: 'issue', reporter: 'jose', logged_by: 'helena', channel: 'phone', rows, ...more }],
});
const fields = { urgency: 'job_stopped', impact: 'single_user' };
const row = (at, more = {}) => ({ at, by: 'helena', ...more });
const first = row('2014-01-13T09:00:00+02:00', { line: 2, state: 'logged', title: 'It failed there', fields, priority: 'High' });
const working = row('2014-01-13T10:00:00+02:00', { line: 3, state: 'working', assignee: 'helena' });

async function imported(desk, body) {
  const answer = await desk.post('graca', '/api/v1/imports', body);
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}
// The record of which the source speaks by that key.
async function found(desk, title) {
  const { items } = (await desk.get('helena', `/api/v1/records?q=${encodeURIComponent(title)}`)).body;
  assert.equal(items.length, 1);
  return (await desk.get('helena', `/api/v1/records/${items[0].number}`)).body;
}
const timeline = async (desk, number, name = 'helena') => (await desk.get(name, `/api/v1/records/${number}/timeline?limit=200`)).body.items;

export const scenarios = {
  'history comes in, twice the same adds nothing, and more of it adds what is new': async (desk) => {
    const title = 'Imported whole';
    const rows = [{ ...first, title }, working];
    const report = await imported(desk, import_of('INC1', rows, { born: '2014-01-13T08:30:00+02:00' }));
    assert.deepEqual([report.records, report.created, report.rows, report.added, report.known], [1, 1, 2, 2, 0]);
    assert.deepEqual([report.flagged, report.rejected, report.compared, report.agreeing], [[], [], 1, 1]);
    const record = await found(desk, title);
    assert.deepEqual(record.origin, { source: 'elsewhere', key: 'INC1', adopted: false });
    assert.equal(record.state, 'working');
    assert.equal(record.created, '2014-01-13T06:30:00Z');
    assert.equal(record.reporter.name, 'José Tembe');
    assert.equal(record.holder.person.name, (await desk.get('graca', '/api/v1/people/helena')).body.display);
    const told = await timeline(desk, record.number);
    assert.deepEqual(told.map((one) => one.kind), ['imported', 'imported', 'imported']);
    assert.ok(told[0].changes.some((change) => change.what === 'imported' && change.key === 'INC1'));
    assert.equal(told[2].occurred_at, '2014-01-13T08:00:00Z');
    const again = await imported(desk, import_of('INC1', rows));
    assert.deepEqual([again.created, again.added, again.known], [0, 0, 2]);
    const more = await imported(desk, import_of('INC1', [...rows, row('2014-01-13T11:00:00+02:00', { state: 'resolved', fields: { solution: 'It was mended there.' } })]));
    assert.deepEqual([more.added, more.known], [1, 2]);
    assert.equal((await found(desk, title)).state, 'resolved');
    assert.equal((await found(desk, title)).version, record.version + 1);
  },
  'what the process cannot take is flagged and left out, and no row is lost': async (desk) => {
    const title = 'Imported with flaws';
    const report = await imported(desk, import_of('INC2', [
      { ...first, title, line: 2, fields: { ...fields, urgency: 'enormous' }, priority: 'critical' },
      row('2014-01-13T12:00:00+02:00', { line: 3, state: '-100', by: 'nobody_known', flags: ['The file says so twice.'] }),
      row('2014-01-13T11:00:00+02:00', { line: 4, state: 'working', assignee: 'nobody_known', comment: 'Seen to.', audience: 'all' }),
    ], { born: '2014-01-14T09:00:00+02:00' }));
    assert.deepEqual([report.added, report.rejected.length, report.compared, report.agreeing], [3, 0, 1, 0]);
    const why = (line) => report.flagged.filter((one) => one.line === line).map((one) => one.why).join('\n');
    assert.match(why(2), /before its record began/);
    assert.match(why(2), /job_stopped/);
    assert.match(why(2), /The source says the priority 'critical'/);
    assert.match(why(3), /There is no state '-100'; it stays in 'logged'/);
    assert.match(why(3), /The file says so twice/);
    assert.match(why(3), /no person 'nobody_known'/);
    assert.match(why(4), /before the row that came before it/);
    assert.match(why(4), /no audience 'all'/);
    assert.deepEqual(report.differing.map((one) => [one.line, one.key, one.source]), [[2, 'INC2', 'critical']]);
    const record = await found(desk, title);
    assert.equal(record.state, 'working');
    const told = await timeline(desk, record.number);
    const last = told.find((one) => one.kind === 'imported' && one.claimed_at);
    assert.equal(last.occurred_at, '2014-01-13T10:00:00Z', 'no event lies before the one before it');
    assert.equal(last.claimed_at, '2014-01-13T09:00:00Z');
    assert.ok(last.flags.some((one) => one.includes('before the row')));
    const said = told.find((one) => one.kind === 'commented');
    assert.deepEqual([said.text, said.audience, said.imported], ['Seen to.', 'internal', true]);
    assert.equal(said.occurred_at, '2014-01-13T10:00:00Z', 'said when its row held, not when it was imported');
    const hers = await timeline(desk, record.number, 'jose');
    assert.ok(hers.every((one) => one.flags === undefined && one.text === undefined));
  },
  'nothing imported does anything by itself; adopted it lives on': async (desk) => {
    const title = 'Imported and left';
    await imported(desk, import_of('INC3', [{ ...first, title, at: '2014-01-17T09:00:00+02:00' }]));
    const { number } = await found(desk, title);
    const before = (await timeline(desk, number)).length;
    await desk.clock('2014-01-22T09:00:00+02:00');
    assert.equal((await timeline(desk, number)).length, before, 'something happened to it');
    for (const [act, body] of [['acknowledge', {}], ['take', {}], ['assign', { fields: { person: 'helena' } }], ['edit', { fields: { title: 'Other' } }]]) {
      const refused = await desk.act('helena', number, act, body);
      assert.equal(refused.status, 409, act);
      assert.match(refused.body.detail, /imported; adopt it first/);
    }
    const acts = Object.fromEntries((await desk.get('helena', `/api/v1/records/${number}`)).body.acts.map((one) => [one.act ?? one.name, one]));
    assert.equal(acts.adopt.allowed, true);
    assert.equal(acts.acknowledge.allowed, false);
    assert.match(acts.acknowledge.why_not, /adopt it first/);
    assert.equal((await desk.act('rui', number, 'adopt')).status, 403);
    assert.equal((await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Whose is this?' })).status, 200);
    const adopted = await desk.act('helena', number, 'adopt');
    assert.equal(adopted.status, 200, adopted.text);
    assert.equal(adopted.body.origin.adopted, true);
    assert.ok(!adopted.body.acts.some((one) => (one.act ?? one.name) === 'adopt'));
    const told = await timeline(desk, number);
    assert.ok(told.some((one) => one.kind === 'adopted' && one.changes.some((change) => change.what === 'adopted')));
    assert.ok(told.some((one) => one.kind === 'adopted' && one.changes.some((change) => change.what === 'clock' && change.value === 'breached')));
    assert.ok(!told.some((one) => one.kind === 'clock_breached'), 'what ran out in history has no effects');
    assert.equal((await desk.act('helena', number, 'adopt')).status, 409);
    assert.equal((await desk.act('helena', number, 'acknowledge')).status, 200);
    // Its own acts count from here on, and what the source tells later is refused.
    const late = await imported(desk, import_of('INC3', [row('2014-01-18T09:00:00+02:00', { line: 9, state: 'working' })]));
    assert.deepEqual([late.added, late.rejected.map((one) => one.line)], [0, [9]]);
    const own = await desk.issue('jose');
    assert.equal((await desk.act('helena', own, 'adopt')).status, 409);
  },
  'people, teams and places come along; what is here stays as it is': async (desk) => {
    const body = {
      ...import_of('INC4', [{ ...first, title: 'Imported with people', by: 'there.1', fields: { ...fields, facility: 'cs_there' } }], { reporter: 'there.2' }),
      organisations: [{ name: 'cs_there', display: 'There', kind: 'facility', calendar: 'facility_hours' }],
      teams: [{ name: 'team_there', display: 'Team there' }],
      people: [
        { name: 'there.1', display: 'First of them', organisation: 'cs_there', roles: ['tier_2'], teams: ['team_there'] },
        { name: 'there.2', organisation: 'cs_there' },
        { name: 'helena', display: 'Somebody else' },
      ],
    };
    const report = await imported(desk, body);
    assert.equal(report.added, 1);
    assert.equal((await desk.get('graca', '/api/v1/people/there.1')).body.display, 'First of them');
    assert.notEqual((await desk.get('graca', '/api/v1/people/helena')).body.display, 'Somebody else');
    const told = await timeline(desk, (await found(desk, 'Imported with people')).number);
    assert.equal(told[0].actor.name, 'First of them');
  },
  'only administrators import, and only what is well formed': async (desk) => {
    assert.equal((await desk.post('helena', '/api/v1/imports', import_of('INC5', [first]))).status, 403);
    assert.equal((await desk.post('jose', '/api/v1/imports', import_of('INC5', [first]))).status, 403);
    for (const [wrong, why] of [
      [{ process: 'epts-support' }, /source/],
      [{ ...import_of('INC5', [first]), live: [] }, /did you mean 'lives'/],
      [import_of('INC5', [{ ...first, at: 'yesterday' }]), /lives\[0\]\.rows\[0\].*'at'/],
      [import_of('INC5', [{ ...first, hash: '12' }]), /hexadecimal/],
      [import_of('', [first]), /'key'/],
      [import_of('INC5', [{ state: 'logged' }]), /needs its 'at'/],
      [import_of('INC5', first), /'rows'/],
    ]) {
      const answer = await desk.post('graca', '/api/v1/imports', wrong);
      assert.equal(answer.status, 400, JSON.stringify(wrong));
      assert.match(answer.body.detail, why);
    }
    assert.equal((await desk.post('graca', '/api/v1/imports', { ...import_of('INC5', [first]), process: 'none' })).status, 422);
    const other = await imported(desk, import_of('INC5', [first], { type: 'none' }));
    assert.match(other.rejected[0].why, /no type 'none'/);
  },
};
