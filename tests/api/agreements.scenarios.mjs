// Agreements: proposed, refused where they cannot be measured, agreed, and what clocks make of them.
import assert from 'node:assert/strict';
import { Desk } from './desk.mjs';

const words = {
  name: 'boane_service',
  title: 'Service level of Boane',
  kind: 'sla',
  process: 'epts-support',
  customer: 'cs_boane',
  calendar: 'facility_hours',
  from: '2014-01-01',
  targets: [{ clock: 'response', when: { priority: 'High' }, limit: '30m', warn: [50] }],
};
const clockOf = (record, name) => record.clocks.filter((one) => one.name === name).at(-1);
const path = '/api/v1/agreements';

// The sentences that refuse it, by field.
async function refusals(desk, changes) {
  const answer = await desk.post('graca', path, { ...words, name: 'wrong_one', ...changes });
  assert.equal(answer.status, 422, answer.text);
  return answer.body.unmet.map((one) => `${one.field}: ${one.why}`).join('\n');
}
const target = (changes) => ({ targets: [{ clock: 'response', limit: '4h', ...changes }] });

export const scenarios = {
  'what cannot be measured is refused with a sentence each': async (desk) => {
    assert.match(await refusals(desk, target({ limit: '' })), /targets\[0\]\.limit: .*no figure/);
    for (const limit of ['4', 4])
      assert.match(await refusals(desk, target({ limit })), /targets\[0\]\.limit: '4' has no unit: say '4h'/);
    assert.match(await refusals(desk, target({ limit: 'soon' })), /'soon' is no length of time/);
    assert.match(await refusals(desk, target({ limit: '0h' })), /allows no time at all/);
    assert.match(await refusals(desk, target({ limit: '2d' })), /say 'wd' or 'h'/);
    assert.match(await refusals(desk, { calendar: 'nowhere' }), /calendar: There is no calendar 'nowhere'[^]*counted in no calendar/);
    assert.match(await refusals(desk, target({ clock: 'haste' })), /no clock 'haste'.*response, resolve_or_escalate, in_all/);
    assert.match(await refusals(desk, target({ clock: 'planned' })), /no clock 'planned'/);
    assert.match(await refusals(desk, { kind: 'contract' }), /no clock 'response'.*'contract'; there is contract/);
    assert.match(await refusals(desk, target({ when: { colour: 'red' } })), /no field 'colour'/);
    assert.match(await refusals(desk, target({ when: { priority: 'Huge' } })), /'Huge' is no value of 'priority'; there is Critical, Urgent, High, Normal/);
    assert.match(await refusals(desk, target({ when: { holder: 'emperor' } })), /There is no role 'emperor'/);
    assert.match(await refusals(desk, target({ when: { holder: 'reporter' } })), /'reporter' never holds such a record; tier_1, .* do\./);
    const [any, high] = [{ clock: 'response', limit: '4h' }, { clock: 'response', when: { priority: 'High' }, limit: '2h' }];
    assert.match(await refusals(desk, { targets: [any, high] }), /targets\[1\]: No record comes to it: a target of 'response' above it fits all/);
    assert.match(await refusals(desk, target({ when: { solution: 'x' } })), /no value of 'solution' that a target can ask for/);
    assert.match(await refusals(desk, target({ warn: [75, 50] })), /ascending/);
    assert.match(await refusals(desk, { until: '2013-12-31' }), /until: It ends before it begins/);
    assert.match(await refusals(desk, { from: '1 January' }), /no day/);
    assert.match(await refusals(desk, { targets: [] }), /promises nothing/);
    assert.match(await refusals(desk, { targets: [{ clock: 'response', limit: '1h' }, { clock: 'response', limit: '2h' }] }), /targets\[1\]: Another target says the same/);
    assert.match(await refusals(desk, { process: 'nothing' }), /There is no process 'nothing'/);
    assert.match(await refusals(desk, { name: 'namaacha_service' }), /is taken/);
    const all = await desk.post('graca', path, { ...words, calendar: undefined, targets: [{ clock: 'response', limit: '4' }] });
    assert.equal(all.status, 422);
    assert.equal(all.body.unmet.length, 2, 'all that is wrong at once');
    assert.equal((await desk.post('graca', path, { ...words, agreed: { at: 'now' } })).status, 400, 'nobody says for others that they agreed');
    assert.equal((await desk.post('helena', path, words)).status, 403);
  },
  'proposed, then agreed by the customer, then clocks rest on it': async (desk) => {
    const made = await desk.post('graca', path, words);
    assert.equal(made.status, 201, made.text);
    assert.equal(made.body.agreed, null);
    assert.equal(made.body.by.name, 'Graça Uamusse');
    const before = await desk.record('helena', await desk.issue('jose'));
    assert.equal(clockOf(before, 'response').agreement, null);
    assert.equal(clockOf(before, 'response').limit_s, 3600);

    assert.equal((await desk.agree('martine', 'boane_service')).status, 404, "not her facility's");
    assert.equal((await desk.agree('helena', 'boane_service')).status, 403);
    assert.equal((await desk.post('jose', `${path}/boane_service/agree`, {})).status, 428, 'nobody agrees to what she did not look at');
    const agreed = await desk.post('jose', `${path}/boane_service/agree`, { reference: 'SLA 7' }, { 'if-match': '"1"' });
    assert.equal(agreed.status, 200, agreed.text);
    assert.deepEqual([agreed.body.version, agreed.body.agreed.by.name, agreed.body.agreed.reference], [2, 'José Tembe', 'SLA 7']);
    assert.equal((await desk.agree('graca', 'boane_service')).status, 409, 'it is agreed');

    const number = await desk.issue('jose');
    const clock = clockOf(await desk.record('helena', number), 'response');
    assert.deepEqual(clock.agreement, { name: 'boane_service', title: 'Service level of Boane', kind: 'sla', version: 2 });
    assert.equal(clock.limit_s, 1800);
    assert.equal(clock.calendar_version, 1);
    assert.equal(clockOf(await desk.record('helena', await desk.issue('tomas')), 'response').agreement, null, "another facility's");
    desk.boane = number;
  },
  'other words hold once they are agreed, and reach clocks under way': async (desk) => {
    await desk.clock('2014-01-20T08:10:00+02:00');
    const other = { ...words, targets: [{ clock: 'response', when: { priority: 'High' }, limit: '45m' }] };
    assert.equal((await desk.call('graca', 'PUT', `${path}/boane_service`, other)).status, 428);
    assert.equal((await desk.call('graca', 'PUT', `${path}/boane_service`, other, { 'if-match': '"1"' })).status, 412);
    assert.equal((await desk.call('jose', 'PUT', `${path}/boane_service`, other, { 'if-match': '"2"' })).status, 403);
    const changed = await desk.call('graca', 'PUT', `${path}/boane_service`, other, { 'if-match': '"2"' });
    assert.equal(changed.status, 200, changed.text);
    assert.equal(changed.body.agreed, null);
    assert.deepEqual(changed.body.versions.map((one) => [one.version, one.agreed !== null]), [[1, false], [2, true], [3, false]]);
    assert.equal(clockOf(await desk.record('helena', desk.boane), 'response').due, '2014-01-20T06:30:00Z');
    assert.equal((await desk.post('jose', `${path}/boane_service/agree`, {}, { 'if-match': '"2"' })).status, 412);
    assert.equal((await desk.agree('jose', 'boane_service')).status, 200);
    assert.equal((await desk.act('helena', desk.boane, 'edit', { fields: { area: 'data' } })).status, 200);
    const clock = clockOf(await desk.record('helena', desk.boane), 'response');
    assert.equal(clock.due, '2014-01-20T06:45:00Z');
    assert.equal(clock.agreement.version, 4);
  },
  'words that are agreed for later reach clocks under way at the first instant of their day': async ({ child }) => {
    const desk = await Desk.start(child.spawnfile, { start: '2014-01-20T08:00:00+02:00' });
    try {
      const xai = (from, normal) => ({
        ...words,
        name: 'xai_service',
        customer: 'hr_xai_xai',
        from,
        targets: [{ clock: 'in_all', when: { priority: 'Critical' }, limit: from < '2014-01-21' ? '20wd' : '30m' }, { clock: 'in_all', limit: normal }],
      });
      const agree = async (answer) => {
        assert.ok(answer.status < 300, answer.text);
        assert.equal((await desk.agree('graca', 'xai_service')).status, 200);
      };
      await agree(await desk.post('graca', path, xai('2014-01-01', '20wd')));
      const [number, pressing] = [await desk.issue('tomas'), await desk.issue('tomas', { fields: { urgency: 'patient_safety' } })];
      await agree(await desk.call('graca', 'PUT', `${path}/xai_service`, xai('2014-01-22', '3wd'), { 'if-match': '"2"' }));
      const clock = async (of = number) => clockOf(await desk.record('helena', of), 'in_all');
      const before = await clock();
      assert.equal(before.agreement.version, 2);
      await desk.clock('2014-01-21T23:59:59+02:00');
      const last = await clock();
      assert.deepEqual([last.agreement.version, last.due], [2, before.due]);
      await desk.clock('2014-01-22T00:01:00+02:00');
      const after = await clock();
      assert.equal(after.agreement.version, 4);
      assert.ok(after.due < before.due && after.limit_s < before.limit_s);
      assert.ok(last.elapsed_s > 0);
      assert.equal(after.elapsed_s, last.elapsed_s, 'what was counted stays counted');
      const told = (await desk.timeline('helena', number)).filter((one) => (one.changes ?? []).some((change) => change.cause === 'agreement changed'));
      assert.deepEqual(told.map((one) => one.occurred_at), ['2014-01-21T22:00:00Z']);
      const late = await clock(pressing);
      assert.deepEqual([late.state, late.due], ['breached', '2014-01-21T22:00:00Z'], 'a breach is never dated back');
    } finally {
      await desk.stop();
    }
  },
  'the chain runs at once, each seen by those whose it is': async (desk) => {
    const number = await desk.issue('martine', { fields: { urgency: 'patient_safety' } });
    for (const who of ['helena', 'rui']) assert.equal((await desk.act(who, number, 'refer', { comment: 'Beyond us.' })).status, 200);
    const theirs = await desk.record('dinis', number);
    const kinds = (record) => Object.fromEntries(record.clocks.filter((one) => one.agreement && !one.stopped).map((one) => [one.name, one.agreement.kind]));
    assert.deepEqual(kinds(theirs), { response: 'sla', in_all: 'sla', central: 'ola', contract: 'contract' });
    assert.equal(kinds(await desk.record('helena', number)).contract, 'contract', 'central is its customer');
    const facility = await desk.record('paulo', number);
    assert.deepEqual(kinds(facility), { response: 'sla', in_all: 'sla' });
    assert.deepEqual(kinds(await desk.record('martine', number)), { response: 'sla', in_all: 'sla' });
    const told = async (who) => (await desk.get(who, `/api/v1/records/${number}/timeline`)).body.items.flatMap((one) => one.changes ?? []).filter((one) => one.what === 'clock').map((one) => one.clock);
    assert.ok((await told('dinis')).includes('contract'));
    assert.ok(!(await told('paulo')).some((name) => name === 'contract' || name === 'central'));
  },
  'each stretch says in what it was counted, and from what cause': async (desk) => {
    const clock = clockOf(await desk.record('helena', desk.boane), 'resolve_or_escalate');
    assert.ok(clock.why.length > 0);
    for (const stretch of clock.why) assert.deepEqual([stretch.calendar, stretch.calendar_version, stretch.cause], ['Facility hours', 1, 'leg 1']);
  },
  'lists: who sees a process wholly sees all of it, others those of their organisation': async (desk) => {
    const names = async (who, query = '') => (await desk.get(who, path + query)).body.items.map((one) => one.name);
    assert.deepEqual(await names('helena', '?process=epts-support'), ['boane_service', 'central_support', 'namaacha_service', 'platform_contract']);
    assert.deepEqual(await names('helena', '?kind=ola'), ['central_support'], 'nothing of a process that she has no part in');
    assert.deepEqual(await names('graca', '?kind=ola'), ['analysis_within', 'central_support']);
    assert.deepEqual(await names('jose'), ['boane_service']);
    assert.equal((await desk.get('jose', path + '/platform_contract')).status, 404);
    assert.equal((await desk.get('helena', path + '/platform_contract')).headers.get('etag'), '"2"');
  },
  'each version is for its parties': async (desk) => {
    const { targets, customer, ...rest } = words;
    const other = { ...rest, targets, customer: 'cs_namaacha' };
    const changed = await desk.call('graca', 'PUT', `${path}/boane_service`, other, { 'if-match': '"4"' });
    assert.equal(changed.status, 200, changed.text);
    const versions = async (who) => (await desk.read(who, `${path}/boane_service`)).versions.map((one) => one.version);
    assert.deepEqual(await versions('martine'), [5], 'what was agreed with another is not hers');
    assert.deepEqual(await versions('jose'), [1, 2, 3, 4], 'what still holds for Boane');
    const his = await desk.read('jose', `${path}/boane_service`);
    assert.deepEqual([his.version, his.customer.name, his.agreed.by.name], [4, 'Boane Health Centre', 'José Tembe']);
    assert.deepEqual(await versions('helena'), [1, 2, 3, 4, 5]);
    assert.equal((await desk.agree('jose', 'boane_service')).status, 403, 'not his to agree to');
    const back = await desk.call('graca', 'PUT', `${path}/boane_service`, { ...words, targets: [{ clock: 'response', when: { priority: 'High' }, limit: '45m' }] }, { 'if-match': '"5"' });
    assert.equal(back.status, 200, back.text);
    const names = async (who) => (await desk.read(who, path)).items.map((one) => one.name);
    assert.deepEqual(await names('paulo'), ['boane_service', 'namaacha_service'], "on-site: his facility's, proposed or agreed");
  },
  'a target that asks for an organisation says its name': async (desk) => {
    const made = await desk.post('graca', path, { ...words, name: 'where', ...target({ when: { facility: 'hr_xai_xai', priority: 'High' } }) });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body.organisations, [{ id: made.body.targets[0].when.facility, name: 'Xai-Xai Rural Hospital' }]);
  },
  'a change is tried on the past before it is made': async (desk) => {
    await desk.clock('2014-01-20T08:20:00+02:00');
    const number = await desk.issue('tomas', { title: 'Tried' });
    await desk.clock('2014-01-20T08:50:00+02:00');
    assert.equal((await desk.act('helena', number, 'acknowledge')).status, 200);
    const span = { process: 'epts-support', from: '2014-01-20T08:15:00+02:00', to: '2014-01-21T00:00:00+02:00' };
    const hospital = { ...words, name: 'xai_service', customer: 'hr_xai_xai', calendar: 'hospital_hours', targets: [{ clock: 'response', limit: '20m' }] };
    const tried = await desk.post('helena', '/api/v1/backtest', { ...span, agreement: hospital });
    assert.equal(tried.status, 200, tried.text);
    assert.deepEqual(tried.body.before, { met: 1, breached: 0 });
    assert.deepEqual(tried.body.after, { met: 0, breached: 1 });
    assert.deepEqual(tried.body.newly_breached.map((one) => [one.number, one.clock, one.due_after, one.elapsed_s, one.limit_s]), [[number, 'response', '2014-01-20T06:40:00Z', 1800, 1200]]);
    assert.deepEqual([tried.body.partial, tried.body.next, tried.body.untold], [false, null, 0]);
    const planned = await desk.post('helena', '/api/v1/backtest', { ...span, agreement: { ...hospital, from: '2014-03-01' } });
    assert.deepEqual(planned.body.after, { met: 0, breached: 1 }, 'as if it had held all that time');

    const late = { name: 'hospital_hours', spec: { tz: 'Africa/Maputo', week: { mon: [['08:45', '16:00']] }, holidays: [] } };
    const calendar = await desk.post('helena', '/api/v1/backtest', { ...span, calendar: late });
    assert.equal(calendar.status, 200, calendar.text);
    assert.deepEqual([calendar.body.newly_breached_total, calendar.body.no_longer_total], [0, 0]);
    assert.ok(calendar.body.clocks >= 2);
    assert.equal((await desk.get('helena', '/api/v1/calendars/hospital_hours')).body.version, 1, 'nothing was changed');
    assert.equal((await desk.get('helena', path + '?q=xai')).body.items.length, 0);

    const refused = async (who, body, status) => assert.equal((await desk.post(who, '/api/v1/backtest', body)).status, status);
    await refused('jose', { ...span, calendar: late }, 403);
    await refused('helena', { ...span }, 400);
    await refused('helena', { ...span, calendar: late, agreement: hospital }, 400);
    await refused('helena', { ...span, agreement: { ...hospital, untill: '2014-02-01' } }, 400);
    await refused('helena', { ...span, to: '2012-01-01T00:00:00Z', calendar: late }, 400);
    await refused('helena', { ...span, calendar: { name: 'nowhere', spec: {} } }, 422);
    await refused('helena', { ...span, calendar: { name: 'hospital_hours', spec: { tz: 'Mars/Olympus' } } }, 422);
    await refused('helena', { ...span, agreement: { ...hospital, targets: [] } }, 422);
    await refused('helena', { ...span, calendar: late, cursor: 'nowhere' }, 400);
  },
  'a first agreement is tried on records that had no such clock': async (desk) => {
    await desk.clock('2014-01-20T09:00:00+02:00');
    const number = await desk.issue('tomas', { title: 'In no hurry', fields: { urgency: 'not_affecting' } });
    await desk.clock('2014-01-20T09:30:00+02:00');
    assert.equal(clockOf(await desk.record('helena', number), 'in_all'), undefined, 'nobody promised anything');
    const agreement = { ...words, name: 'xai_in_all', customer: 'hr_xai_xai', calendar: 'hospital_hours', targets: [{ clock: 'in_all', limit: '20m' }] };
    const tried = await desk.post('helena', '/api/v1/backtest', {
      process: 'epts-support',
      from: '2014-01-20T08:55:00+02:00',
      to: '2014-01-21T00:00:00+02:00',
      agreement,
    });
    assert.equal(tried.status, 200, tried.text);
    assert.deepEqual(
      tried.body.newly_breached.map((one) => [one.number, one.clock, one.due_before, one.due_after, one.elapsed_s, one.limit_s]),
      [[number, 'in_all', null, '2014-01-20T07:20:00Z', 1800, 1200]],
    );
    assert.deepEqual([tried.body.before, tried.body.after, tried.body.untold], [{ met: 0, breached: 0 }, { met: 0, breached: 1 }, 0]);
  },
  'what a PUT leaves out is nothing, and not what was there before': async (desk) => {
    const made = await desk.post('graca', path, { ...words, name: 'whole' });
    assert.equal(made.status, 201, made.text);
    const put = (body) => desk.call('graca', 'PUT', path + '/whole', body, { 'if-match': made.headers.get('etag') });
    for (const member of ['kind', 'process', 'calendar', 'from', 'targets']) {
      const answer = await put({ ...words, name: 'whole', [member]: undefined });
      assert.equal(answer.status, 422, `${member}: ${answer.text}`);
      assert.deepEqual([...new Set(answer.body.unmet.map((one) => one.field))], [member]);
    }
    assert.equal((await put({ ...words, name: undefined })).status, 400);
  },
  'a target that asks yes or no is sent back as it is read': async (desk) => {
    const yes = { ...words, name: 'yes', process: 'itil-starter', targets: [{ clock: 'resolution', limit: '4h', when: { external_in_target: true } }] };
    const made = await desk.post('graca', path, yes);
    assert.equal(made.status, 201, made.text);
    const { targets } = (await desk.get('graca', path + '/yes')).body;
    assert.deepEqual(targets[0].when, { external_in_target: 'true' });
    const again = await desk.call('graca', 'PUT', path + '/yes', { ...yes, targets }, { 'if-match': made.headers.get('etag') });
    assert.equal(again.status, 200, again.text);
    assert.deepEqual(again.body.targets, targets);
    assert.match(await refusals(desk, { process: 'itil-starter', targets: [{ clock: 'resolution', limit: '4h', when: { external_in_target: 'maybe' } }] }), /'maybe' is no value/);
  },
  'a working day has a length in all hours that hold or will, for all words that do': async (desk) => {
    const days = ['mon', 'tue', 'wed', 'thu', 'fri'];
    const week = Object.fromEntries(days.map((day) => [day, [['08:00', '16:00']]]));
    const none = { tz: 'Africa/Maputo', week: {}, special_days: { '2014-01-21': [['08:00', '10:00']] } };
    const calendar = '/api/v1/calendars/promised';
    const change = (data) => desk.call('graca', 'PATCH', calendar, data);
    assert.equal((await desk.post('graca', '/api/v1/calendars', { name: 'promised', spec: none })).status, 201);
    assert.equal((await change({ spec: { tz: 'Africa/Maputo', week }, effective: '2015-01-01T00:00:00+02:00' })).status, 200);
    const day = { name: 'promised', calendar: 'promised', targets: [{ clock: 'response', limit: '1wd' }] };
    assert.match(await refusals(desk, day), /no hours of the week/, 'the present hours have no day yet');
    assert.equal((await change({ spec: { tz: 'Africa/Maputo', week } })).status, 200);
    assert.equal((await desk.post('graca', path, { ...words, ...day })).status, 201);
    assert.equal((await desk.agree('jose', 'promised')).status, 200);
    const later = { ...words, ...day, from: '2016-01-01', targets: [{ clock: 'response', limit: '4h' }] };
    const seen = (await desk.get('graca', path + '/promised')).body.version;
    assert.equal((await desk.call('graca', 'PUT', path + '/promised', later, { 'If-Match': `"${seen}"` })).status, 200);
    assert.equal((await desk.agree('jose', 'promised')).status, 200);
    const refused = await change({ spec: none });
    assert.equal(refused.status, 422, refused.text);
    assert.match(refused.body.unmet[0].why, /The agreement 'promised' counts '1wd'/, 'which is in force until 2016');
  },
  'a working day has a length, and what is counted in a calendar keeps its own': async (desk) => {
    const calendar = async (name, spec) => assert.equal((await desk.post('graca', '/api/v1/calendars', { name, spec })).status, 201);
    await calendar('special_only', { tz: 'UTC', week: {}, special_days: { '2014-01-21': [['08:00', '10:00']] } });
    assert.match(await refusals(desk, { calendar: 'special_only', ...target({ limit: '1wd' }) }), /targets\[0\]\.limit: .*no hours of the week/);
    await calendar('around', { tz: 'UTC', always_open: true });
    const made = await desk.post('graca', path, { ...words, name: 'around', calendar: 'around', targets: [{ clock: 'response', limit: '2d' }] });
    assert.equal(made.status, 201, made.text);
    const hours = { spec: { tz: 'UTC', week: { mon: [['08:00', '16:00']] } } };
    const refused = await desk.call('graca', 'PATCH', '/api/v1/calendars/around', hours);
    assert.equal(refused.status, 422, refused.text);
    assert.match(refused.body.unmet[0].why, /The agreement 'around' counts '2d' in it: .*say 'wd' or 'h'/);
    const other = await desk.call('graca', 'PUT', path + '/around', { ...words, name: 'around', calendar: 'around', targets: [{ clock: 'response', limit: '48h' }] }, { 'if-match': made.headers.get('etag') });
    assert.equal(other.status, 200, other.text);
    assert.equal((await desk.call('graca', 'PATCH', '/api/v1/calendars/around', hours)).status, 200);
  },
};
