// Calendars as lines of dated versions, what an edit does to clocks that run, and files of other systems.
import assert from 'node:assert/strict';
import { Desk } from './desk.mjs';
import { install } from './installing.mjs';

const days = (hours) => Object.fromEntries(['mon', 'tue', 'wed', 'thu', 'fri'].map((day) => [day, hours]));
const clockOf = async (desk, number, name) => (await desk.record('helena', number)).clocks.find((one) => one.name === name);
const change = async (desk, path, body, status = 200) => {
  const answer = await desk.call('graca', 'PATCH', '/api/v1/' + path, body);
  assert.equal(answer.status, status, answer.text);
  return answer.body;
};
const spec = (hours) => ({ tz: 'Africa/Maputo', week: days(hours) });
const kindsOf = async (desk, number) => (await desk.timeline('helena', number)).map((one) => one.kind);

const teamed = `
process: teamed
version: 1
roles: { group: { title: Group } }
records:
  job:
    kind: task
    number: "TJ-{seq:3}"
    fields: { crew: { team: true, title: Crew } }
    states: { new: { open: true, start: true }, done: { end: true } }
    custody: { holders: [group], first: "'group'", team: crew }
    acts:
      log:    { to: new, by: group, form: [title, crew] }
      finish: { from: new, to: done, by: group }
    clocks:
      own: { starts: once, stops: [ state: done ], limit: "duration('16h')", calendar: holder.hours }
`;

export const scenarios = {
  'an edit of a calendar is a new version, and reaches the clocks that run': async (desk) => {
    const before = (await desk.get('helena', '/api/v1/calendars/facility_hours')).body;
    assert.equal(before.versions.length, 1);
    assert.equal(before.versions[0].effective, before.effective);
    const number = await desk.issue('jose');
    assert.equal((await clockOf(desk, number, 'resolve_or_escalate')).limit_s, 8 * 3600);
    await desk.clock('2014-01-20T10:00:00+02:00');
    await change(desk, 'calendars/facility_hours', { spec: spec([['08:00', '12:00']]) });
    // Two of eight hours had passed; two are left today and four tomorrow.
    const clock = await clockOf(desk, number, 'resolve_or_escalate');
    assert.equal(clock.due, '2014-01-21T10:00:00Z');
    assert.equal(clock.elapsed_s, 2 * 3600);
    assert.ok((await kindsOf(desk, number)).includes('clocks_recounted'));
    const after = (await desk.get('helena', '/api/v1/calendars/facility_hours')).body;
    assert.deepEqual(after.versions.map((one) => [one.version, one.effective]), [[1, before.effective], [2, '2014-01-20T08:00:00Z']]);
    assert.equal(after.versions[1].by.name, 'Graça Uamusse');
  },
  'a version that is planned is known at once and holds from its instant': async (desk) => {
    const number = await desk.issue('jose');
    const due = (await clockOf(desk, number, 'resolve_or_escalate')).due;
    const planned = await change(desk, 'calendars/facility_hours', { spec: spec([['08:00', '16:00']]), effective: '2014-01-21T00:00:00+02:00' });
    assert.equal(planned.effective, '2014-01-20T22:00:00Z');
    const clock = await clockOf(desk, number, 'resolve_or_escalate');
    assert.ok(clock.due < due, `${clock.due} should come before ${due}: the days are longer from tomorrow on`);
    await change(desk, 'calendars/facility_hours', { spec: spec([['08:00', '16:00']]), effective: 'tomorrow' }, 400);
    await change(desk, 'calendars/facility_hours', { spec: spec([['08:00', '16:00']]), effective: '1066-10-14T09:00:00Z' }, 422);
  },
  'nothing is written where nothing changes': async (desk) => {
    const number = await desk.issue('jose');
    const { version } = (await desk.get('helena', '/api/v1/records/' + number)).body;
    await change(desk, 'calendars/facility_hours', { title: 'Hours of facilities' });
    await change(desk, 'organisations/cs_boane', { display: 'Boane' });
    assert.equal((await desk.record('helena', number)).version, version);
  },
  'hours that were planned hold at once where they are sent again, and stay planned where they are not': async (desk) => {
    const made = await desk.post('graca', '/api/v1/calendars', { name: 'planned', spec: spec([['08:00', '16:00']]) });
    assert.equal(made.status, 201, made.text);
    const later = '2015-03-01T00:00:00Z';
    await change(desk, 'calendars/planned', { spec: spec([['08:00', '20:00']]), effective: later });
    assert.equal((await change(desk, 'calendars/planned', { title: 'Planned' })).effective, later);
    const now = await change(desk, 'calendars/planned', { spec: spec([['08:00', '20:00']]) });
    assert.ok(now.effective < later, now.effective);
    const { body } = await desk.get('graca', '/api/v1/calendars/planned');
    assert.deepEqual([body.version, body.spec.week], [now.version, now.spec.week]);
  },
  'a mistake of a calendar is said once': async (desk) => {
    const wrong = await desk.post('graca', '/api/v1/calendars', { name: 'wrong', spec: { tz: 'Nowhere/Else', week: {} } });
    assert.equal(wrong.status, 422, wrong.text);
    assert.equal(wrong.body.unmet.length, 1, wrong.text);
  },
  'another calendar of the organisation reaches its clocks': async (desk) => {
    const number = await desk.issue('jose');
    const made = await desk.post('graca', '/api/v1/calendars', { name: 'nights', title: 'Nights', spec: spec([['20:00', '24:00']]) });
    assert.equal(made.status, 201, made.text);
    const at = (await desk.record('helena', number)).organisation.id;
    const organisation = (await desk.get('helena', '/api/v1/organisations/' + at)).body;
    await change(desk, 'organisations/' + at, { calendar: 'nights' });
    assert.equal((await clockOf(desk, number, 'response')).calendar, 'Nights');
    await change(desk, 'organisations/' + at, { calendar: organisation.calendar });
  },
  'a team has hours of its own, or none': async (desk) => {
    const team = await change(desk, 'teams/triage', { calendar: 'facility_hours' });
    assert.equal(team.calendar, 'facility_hours');
    assert.equal((await change(desk, 'teams/triage', { calendar: null })).calendar, null);
    await change(desk, 'teams/triage', { calendar: 'never' }, 422);
  },
  'a team keeps its hours while clocks count in them': async (desk) => {
    await install(desk, 'teamed', teamed, { graca: 'group' });
    const make = async (what, body) => {
      const made = await desk.post('graca', '/api/v1/' + what, body);
      assert.equal(made.status, 201, made.text);
      return made.body;
    };
    await make('organisations', { name: 'bare', display: 'Bare', kind: 'support' });
    const team = await make('teams', { name: 'net', display: 'Net', organisation: 'bare', calendar: 'facility_hours' });
    const { number } = await make('records', { type: 'teamed/job', title: 'A', fields: { crew: team.id } });
    const kept = await change(desk, 'teams/net', { calendar: null }, 422);
    assert.equal(kept.unmet[0].why, `Clocks of open records count in its hours, and without a calendar it has none (${number}).`);
    assert.equal((await desk.act('graca', number, 'finish')).status, 200);
    await change(desk, 'teams/net', { calendar: null });
  },
  'days off are read out of an iCalendar file, and nothing is kept': async (desk) => {
    const ics = ['BEGIN:VCALENDAR', 'X-WR-TIMEZONE:Africa/Maputo', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20140203', 'SUMMARY:Heroes', 'END:VEVENT', 'BEGIN:VEVENT', 'DTSTART;VALUE=DATE:20140407', 'RRULE:FREQ=YEARLY', 'SUMMARY:Women', 'END:VEVENT', 'BEGIN:VEVENT', 'SUMMARY:Never', 'END:VEVENT', 'END:VCALENDAR'].join('\r\n');
    const read = await desk.post('graca', '/api/v1/calendars/read', { ics });
    assert.equal(read.status, 200, read.text);
    assert.equal(read.body.zone, 'Africa/Maputo');
    assert.deepEqual(read.body.holidays, [{ date: '2014-02-03', name: 'Heroes' }]);
    assert.deepEqual(read.body.recurring, [{ rule: '04-07 since 2014', name: 'Women' }]);
    assert.equal(read.body.skipped[0].line, 12);
    const made = await desk.post('graca', '/api/v1/calendars', { name: 'read', spec: { ...spec([['08:00', '16:00']]), holidays: [...read.body.holidays, ...read.body.recurring] } });
    assert.equal(made.status, 201, made.text);
    assert.equal((await desk.post('graca', '/api/v1/calendars/read', { ics: '<html>' })).status, 400);
    assert.equal((await desk.post('graca', '/api/v1/calendars/read', {})).status, 400);
    assert.equal((await desk.post('helena', '/api/v1/calendars/read', { ics })).status, 403);
  },
  'clocks are counted anew after a look at the differences': async (desk) => {
    // The instants of the versions above: of two from one instant the later holds.
    const instants = ['2014-01-20T10:00:00+02:00', '2014-01-21T00:00:00+02:00'];
    const state = async (stated) => {
      for (const effective of instants) await change(desk, 'calendars/facility_hours', { spec: stated, effective });
    };
    await state(spec([['08:00', '16:00']]));
    const number = await desk.issue('jose');
    const path = `/api/v1/records/${number}/recompute`;
    const nothing = await desk.get('helena', path);
    assert.equal(nothing.status, 200, nothing.text);
    assert.ok(nothing.body.clocks.length > 0 && nothing.body.clocks.every((one) => !one.changes));
    assert.equal((await desk.act('helena', number, 'recompute', {}, { 'if-match': nothing.headers.get('etag') })).status, 409);
    await desk.clock('2014-01-21T09:30:00+02:00');
    const late = await clockOf(desk, number, 'response');
    assert.equal(late.state, 'breached');
    // Nobody worked on Monday or Tuesday morning, as is known now.
    await state({ ...spec([['08:00', '16:00']]), special_days: { '2014-01-20': [], '2014-01-21': [['09:00', '16:00']] } });
    assert.equal((await clockOf(desk, number, 'response')).state, 'breached', 'an edit takes back nothing');
    const shown = await desk.get('helena', path);
    const response = shown.body.clocks.find((one) => one.name === 'response' && one.leg === 1);
    assert.equal(response.before.state, 'breached');
    assert.equal(response.after.state, 'running');
    assert.equal(response.after.elapsed_s, 30 * 60);
    assert.equal(response.after.due, '2014-01-21T08:00:00Z');
    assert.equal((await desk.act('helena', number, 'recompute')).status, 428);
    const { version } = await desk.record('helena', number);
    assert.equal((await desk.act('helena', number, 'recompute', {}, { 'if-match': `"${version}"` })).status, 428, 'the record alone shows no differences');
    assert.equal(shown.headers.get('etag'), `"${shown.body.tag}"`);
    assert.equal((await desk.act('jose', number, 'recompute', {}, { 'if-match': shown.headers.get('etag') })).status, 403);
    assert.equal((await desk.get('jose', path)).status, 403);
    // Entered anew for what has passed: it reaches no clock, but these differences rest on it.
    const monday = { ...spec([['08:00', '16:00']]), special_days: { '2014-01-20': [], '2014-01-21': [['09:00', '16:00']] } };
    await state(monday);
    assert.equal((await desk.record('helena', number)).version, version);
    const stale = await desk.act('helena', number, 'recompute', {}, { 'if-match': shown.headers.get('etag') });
    assert.equal(stale.status, 412, stale.text);
    assert.match(stale.body.detail, /was changed since these differences were shown/);
    const again = await desk.get('helena', path);
    const done = await desk.act('helena', number, 'recompute', {}, { 'if-match': again.headers.get('etag') });
    assert.equal(done.status, 200, done.text);
    assert.equal((await clockOf(desk, number, 'response')).due, '2014-01-21T08:00:00Z');
    assert.ok((await kindsOf(desk, number)).includes('clocks_recomputed'));
    // What runs out by it breaks then, and no earlier however often it is counted anew.
    await state(spec([['08:00', '16:00']]));
    const breaking = await desk.get('helena', path);
    assert.equal(breaking.body.clocks.find((one) => one.name === 'response' && one.leg === 1).after.state, 'breached');
    assert.equal((await desk.act('helena', number, 'recompute', {}, { 'if-match': breaking.headers.get('etag') })).status, 200);
    await desk.clock('2014-01-21T09:30:01+02:00');
    assert.equal((await clockOf(desk, number, 'response')).state, 'breached');
    const once_more = (await desk.get('helena', path)).body.clocks.filter((one) => one.changes);
    assert.deepEqual(once_more, []);
  },
  'a calendar is shown as it holds now, in whatever order its versions were entered': async (desk) => {
    const path = '/api/v1/calendars/ordered';
    const made = await desk.post('graca', '/api/v1/calendars', { name: 'ordered', spec: spec([['08:00', '16:00']]), effective: '2014-01-20T08:00:00Z' });
    assert.equal(made.status, 201, made.text);
    const planned = await change(desk, 'calendars/ordered', { spec: spec([['10:00', '11:00']]), effective: '2014-01-27T00:00:00Z' });
    assert.deepEqual([planned.version, planned.effective, planned.until], [2, '2014-01-27T00:00:00Z', null]);
    await change(desk, 'calendars/ordered', { spec: spec([['00:00', '24:00']]), effective: '2014-01-21T00:00:00Z' });
    // It says itself that it holds for a while that is over.
    const past = await change(desk, 'calendars/ordered', { spec: spec([['09:00', '10:00']]), effective: '2013-01-01T00:00:00Z' });
    assert.deepEqual([past.version, past.effective, past.until], [4, '2013-01-01T00:00:00Z', '2014-01-20T08:00:00Z']);
    const shown = async () => {
      const one = (await desk.get('helena', path)).body;
      const listed = (await desk.get('helena', '/api/v1/calendars?q=ordered')).body.items[0];
      for (const member of ['version', 'effective', 'until', 'spec']) assert.deepEqual(listed[member], one[member]);
      return one;
    };
    const now = await shown();
    assert.deepEqual([now.version, now.until, now.spec], [3, '2014-01-27T00:00:00Z', spec([['00:00', '24:00']])]);
    assert.deepEqual(now.versions.map((one) => one.until), ['2014-01-21T00:00:00Z', null, '2014-01-27T00:00:00Z', '2014-01-20T08:00:00Z']);
    await desk.clock('2014-01-28T09:30:00+02:00');
    const later = await shown();
    assert.deepEqual([later.version, later.until, later.spec], [2, null, spec([['10:00', '11:00']])]);
  },
  'what ran out by a change of priority ran out then, also when it is counted anew': async ({ child }) => {
    const desk = await Desk.start(child.spawnfile, { start: '2014-01-20T08:00:00+02:00' });
    try {
      const number = await desk.issue('jose', { fields: { urgency: 'not_affecting' } });
      assert.equal((await desk.act('ivo', number, 'acknowledge')).status, 200);
      await desk.clock('2014-01-20T13:00:00+02:00');
      const { version } = await desk.record('ivo', number);
      const edited = await desk.call('ivo', 'PATCH', '/api/v1/records/' + number, { fields: { urgency: 'patient_safety' } }, { 'if-match': `"${version}"` });
      assert.equal(edited.status, 200, edited.text);
      await desk.clock('2014-01-20T13:10:00+02:00');
      const late = (await desk.record('helena', number)).clocks.filter((one) => one.state === 'breached');
      assert.deepEqual(late.map((one) => [one.name, one.breached]), [['resolve_or_escalate', '2014-01-20T11:00:00Z']]);
      const { body, text } = await desk.get('rui', `/api/v1/records/${number}/recompute`);
      assert.ok(body.clocks, text);
      assert.deepEqual(body.clocks.filter((one) => one.changes), []);
    } finally {
      await desk.stop();
    }
  },
};
