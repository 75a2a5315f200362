import assert from 'node:assert/strict';
import { Desk, done } from './desk.mjs';
import { install } from './installing.mjs';

const said = (text) => ({ comment: { text, audience: 'internal' } });

// A process whose escalation asks for something that nobody has said yet.
const guarded = `
process: guarded
version: 1
title: Guarded jobs
roles:
  caller: { title: Caller, is: reporter, sees: own }
  first:  { title: First line }
  second: { title: Second line }
records:
  job:
    kind: task
    title: Job
    number: "GRD-{seq:3}"
    fields:
      cleared: { boolean: true, title: Cleared }
      note:    { text: short, title: Note }
    states:
      new:  { open: true, start: true }
      done: { end: true }
    custody: { holders: [first, second], first: "'first'" }
    acts:
      log:      { to: new, by: [caller, first], form: [title, cleared, note] }
      finish:   { from: new, to: done, by: [holder] }
      escalate:
        from: new
        by: desk
        when: "cleared != null && cleared"
        why: Only what is cleared goes to the second line.
        hand_over: "holder == 'first' ? 'second' : null"
    clocks:
      solve:
        starts: each_leg
        of: [first]
        limit: "duration('4h')"
        stops: [ state: done, hand_over ]
        breach: { do: escalate }
`;

const install_guarded = (desk) => install(desk, 'guarded', guarded, { helena: 'first', rui: 'second', jose: 'caller' });

async function guarded_job(desk, fields = {}) {
  const answer = await desk.post('jose', '/api/v1/records', { type: 'guarded/job', title: 'Watch this', fields });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.number;
}

export const scenarios = {
  'legs say who, why and how long; the reporter is not told why': async (desk) => {
    desk.first = await desk.issue('jose');
    await desk.clock('2014-01-20T09:00:00+02:00');
    await done(desk.act('helena', desk.first, 'refer', { fields: { passed_because: 'beyond_us' }, ...said('Beyond us.') }));
    await desk.clock('2014-01-20T10:00:00+02:00');
    const none = await desk.act('rui', desk.first, 'hand_back', said('Which month?'));
    assert.equal(none.status, 422);
    assert.deepEqual(none.body.unmet.map((one) => one.field), ['passed_because']);
    await done(desk.act('rui', desk.first, 'hand_back', { fields: { passed_because: 'facts_missing' }, ...said('Which month?') }));
    await desk.clock('2014-01-20T10:30:00+02:00');
    const { legs, refused } = await desk.record('helena', desk.first);
    assert.deepEqual(refused, []);
    assert.deepEqual(legs.map((leg) => [leg.role, leg.act, leg.by.name, leg.held_s, leg.reason?.value ?? null]), [
      ['tier_2', 'log', 'José Tembe', 3600, null],
      ['tier_3', 'refer', 'Helena Mucavele', 3600, 'beyond_us'],
      ['tier_2', 'hand_back', 'Rui Langa', 1800, 'facts_missing'],
    ]);
    assert.equal(legs[2].reason.title, 'Facts are missing');
    const entries = await desk.timeline('helena', desk.first);
    const told = entries.flatMap((entry) => entry.changes ?? []).filter((change) => change.what === 'holder');
    assert.deepEqual(told.map((change) => change.reason?.value ?? null).filter((one) => one !== null).sort(), ['beyond_us', 'facts_missing']);
    const his = await desk.record('jose', desk.first);
    assert.ok(his.legs.every((leg) => !('reason' in leg) && !('by' in leg)));
  },
  'who in person had it is told within the leg, nobody too': async ({ child }) => {
    const desk = await Desk.start(child.spawnfile, { start: '2014-01-20T11:00:00+02:00' });
    try {
      const number = await desk.issue('jose');
      await desk.clock('2014-01-20T12:00:00+02:00');
      await done(desk.act('helena', number, 'take'));
      await desk.clock('2014-01-20T14:00:00+02:00');
      await done(desk.act('ivo', number, 'take'));
      await desk.clock('2014-01-20T14:30:00+02:00');
      const [leg, ...more] = (await desk.record('helena', number)).legs;
      assert.deepEqual(more, []);
      const parts = leg.assigned.map((part) => [part.person?.name ?? null, part.held_s]);
      assert.deepEqual(parts, [[null, 3600], ['Helena Mucavele', 7200], ['Ivo Chissano', 1800]]);
      assert.deepEqual([leg.assigned[0].from, leg.assigned[2].to], [leg.from, leg.to]);
      assert.equal(leg.assigned.reduce((sum, part) => sum + part.held_s, 0), leg.held_s);
    } finally {
      await desk.stop();
    }
  },
  'the report of custody opens its records': async (desk) => {
    const other = await desk.issue('andre');
    await done(desk.act('helena', other, 'acknowledge'));
    await done(desk.act('helena', other, 'ask', { comment: { text: 'Since when?', audience: 'public' } }));
    await desk.clock('2014-01-20T11:30:00+02:00');
    const query = '?process=epts-support&type=issue';
    const report = await desk.read('helena', '/api/v1/reports/custody' + query);
    assert.equal(report.records, 2);
    const of = (role, person) => report.held_by.find((one) => one.role === role && (one.person?.name ?? null) === person);
    assert.deepEqual([of('tier_2', null).records, of('tier_2', null).legs, of('tier_2', null).held_s], [1, 2, 2.5 * 3600]);
    assert.deepEqual([of('tier_2', 'Helena Mucavele').held_s, of('tier_2', 'Helena Mucavele').waiting_s], [3600, 3600]);
    assert.deepEqual([of('tier_3', null).held_s, of('tier_3', null).median_s, of('tier_3', null).waiting_s], [3600, 3600, 0]);
    assert.deepEqual([report.ping_pong.records, report.ping_pong.returns], [1, 1]);
    assert.deepEqual(report.ping_pong.pairs.map((pair) => [pair.a.role, pair.b.role].sort().concat([pair.times, pair.records])), [['tier_2', 'tier_3', 1, 1]]);
    assert.deepEqual([report.hand_overs.total, report.hand_overs.counts.map((one) => [one.times, one.records])], [2, [[2, 1]]]);
    assert.deepEqual(report.reasons.map((one) => [one.reason, one.title, one.times]).sort(), [
      ['beyond_us', 'Beyond this tier', 1],
      ['facts_missing', 'Facts are missing', 1],
    ]);
    const lines = [report, report.ping_pong, report.hand_overs, ...report.held_by, ...report.ping_pong.pairs, ...report.hand_overs.counts, ...report.reasons];
    for (const { figure, records } of lines) {
      const list = await desk.read('helena', `/api/v1/reports/custody/records${query}&count=true&figure=${encodeURIComponent(figure)}`);
      assert.equal(list.count, records, figure);
    }
    const csv = await desk.get('helena', '/api/v1/reports/custody' + query + '&format=csv');
    assert.match(csv.text, /^reasons,facts_missing,,times,1\r?$/m);
    assert.match(csv.text, /^held_by,tier_2,Helena Mucavele,waiting_s,3600\r?$/m);
    const his = await desk.read('jose', '/api/v1/reports/custody' + query);
    assert.equal(his.records, 1, 'his own alone');
    assert.ok(!('reasons' in his), 'why is for who reads internal entries');
    const told = await desk.timeline('jose', desk.first);
    const roles = new Set(told.flatMap((entry) => entry.changes ?? []).filter((change) => change.what === 'holder').map(({ value }) => Object.keys(value).join()));
    assert.deepEqual([...roles], ['role'], 'his timeline tells of roles alone, and so does the report');
    assert.deepEqual(his.held_by.map(({ role, team, organisation, person, legs }) => [role, team, organisation, person, legs]).sort(), [
      ['tier_2', null, null, null, 2],
      ['tier_3', null, null, null, 1],
    ]);
    assert.deepEqual(his.ping_pong.pairs.flatMap(({ a, b }) => [a, b].map(({ role, team, organisation }) => [role, team, organisation])).sort(), [
      ['tier_2', null, null],
      ['tier_3', null, null],
    ]);
    for (const { figure, records } of [his, ...his.held_by, ...his.ping_pong.pairs]) {
      const list = await desk.read('jose', `/api/v1/reports/custody/records${query}&count=true&figure=${encodeURIComponent(figure)}`);
      assert.equal(list.count, records, figure);
    }
    const by_helena = `/api/v1/reports/custody/records${query}&count=true&figure=${encodeURIComponent(of('tier_2', 'Helena Mucavele').figure)}`;
    assert.deepEqual([(await desk.read('helena', by_helena)).count, (await desk.read('andre', by_helena)).count], [1, 0], 'who had it is not to be asked for either');
    assert.match((await desk.get('jose', '/api/v1/reports/custody' + query + '&format=csv')).text, /^held_by,tier_2,,legs,2\r?$/m);
    assert.ok(!(await desk.get('jose', '/api/v1/reports/custody' + query + '&format=csv')).text.includes('reasons'));
    assert.equal((await desk.get('jose', `/api/v1/reports/custody/records${query}&figure=reason.facts_missing`)).status, 400);
    assert.equal((await desk.get('helena', `/api/v1/reports/custody/records${query}&figure=kept.zz`)).status, 400);
  },
  'what the desk could not do is shown, and done when it can be': async (desk) => {
    await install_guarded(desk);
    const number = await guarded_job(desk);
    await desk.clock('2014-01-20T16:00:00+02:00');
    const late = await desk.record('helena', number);
    assert.equal(late.holder.role, 'first');
    assert.deepEqual(late.refused.map((one) => [one.act, one.clock, one.due, one.why]), [
      ['escalate', 'solve', '2014-01-20T13:30:00Z', ['Only what is cleared goes to the second line.']],
    ]);
    assert.deepEqual((await desk.record('jose', number)).refused, []);
    const told = (await desk.timeline('helena', number)).flatMap((entry) => entry.changes ?? []);
    assert.deepEqual(told.filter((one) => one.what === 'refused').map((one) => [one.act, one.why]), [['escalate', ['Only what is cleared goes to the second line.']]]);
    await done(desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Nobody has cleared it.', audience: 'internal' }).then((answer) => ({ ...answer, status: answer.status === 201 ? 200 : answer.status })));
    const before = await desk.record('helena', number);
    assert.equal(before.refused.length, 1, 'tried again, and refused again');
    const etag = `"${before.version}"`;
    await done(desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { cleared: true } }, { 'if-match': etag }));
    const after = await desk.record('helena', number);
    assert.deepEqual([after.holder.role, after.refused], ['second', []]);
    assert.equal(after.legs.at(-1).cause, 'breach');
    assert.equal(after.legs.at(-1).from, '2014-01-20T14:00:00Z', 'when it could be done, never dated back');
    assert.equal(after.clocks.find((clock) => clock.name === 'solve').state, 'breached');
  },
  'after an outage everything due happens in order, at its own instant': async (desk) => {
    const binary = desk.child.spawnfile;
    const first = await Desk.start(binary, { start: '2014-01-20T08:00:00+02:00' });
    await install_guarded(first);
    const numbers = [];
    for (const minutes of ['00', '10', '20']) {
      await first.clock(`2014-01-20T08:${minutes}:00+02:00`);
      numbers.push(await first.issue('jose'));
    }
    const job = await guarded_job(first);
    await first.clock('2014-01-20T15:00:00+02:00');
    assert.equal((await first.record('helena', job)).refused.length, 1);
    await first.stop({ keep: true });
    // Two days without a desk.
    const second = await Desk.start(binary, { start: '2014-01-22T17:00:00+02:00', data: first.data });
    try {
      await second.clock('2014-01-22T17:00:00+02:00');
      for (const [i, number] of numbers.entries()) {
        const one = await second.record('helena', number);
        assert.equal(one.legs.length, 2, number);
        const due = one.clocks.find((clock) => clock.name === 'resolve_or_escalate' && clock.leg === 1).breached;
        assert.equal(due, ['2014-01-20T14:00:00Z', '2014-01-21T06:10:00Z', '2014-01-21T06:20:00Z'][i]);
        assert.equal(one.legs[1].from, due, 'the next tier has it from the instant of the breach on');
        const entries = await second.timeline('helena', number);
        assert.ok(entries.some((entry) => entry.kind === 'clock_breached' && entry.occurred_at === due));
      }
      const waits = await second.record('helena', job);
      assert.equal(waits.refused.length, 1, 'tried again when the desk came back, for the same reason in vain');
      const seqs = [];
      for (const number of numbers) {
        const entries = await second.timeline('helena', number);
        seqs.push(...entries.filter((entry) => entry.kind === 'clock_breached').map((entry) => [entry.seq, Date.parse(entry.occurred_at)]));
      }
      seqs.sort((a, b) => a[0] - b[0]);
      assert.deepEqual(seqs.map((one) => one[1]), seqs.map((one) => one[1]).toSorted((a, b) => a - b), 'in the order of their instants');
    } finally {
      await second.stop();
    }
  },
};
