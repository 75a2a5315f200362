import assert from 'node:assert/strict';
import { install } from './installing.mjs';

// Clocks that are told of at shares of their limit, with what the desk does then.
const shares = `
process: shares
version: 1
title: Jobs with shares
roles:
  caller: { title: Caller, is: reporter, sees: own }
  first:  { title: First line }
  second: { title: Second line }
records:
  job:
    kind: task
    title: Job
    number: "SHA-{seq:3}"
    fields:
      told:    { boolean: true, title: Told }
      cleared: { boolean: true, title: Cleared }
    states:
      new:    { open: true, start: true }
      sealed: { open: true }
      done:   { end: true }
    custody: { holders: [first, second], first: "'first'" }
    acts:
      log:    { to: new, by: [caller, first], form: [title, cleared] }
      seal:   { from: new, to: sealed, by: holder }
      finish: { from: sealed, to: done, by: holder }
      tell:   { from: new, by: desk, then: [ set: { told: "true" } ] }
      escalate:
        from: new
        by: desk
        when: "cleared != null && cleared"
        why: Only what is cleared goes to the second line.
        hand_over: "holder == 'first' ? 'second' : null"
      assign:    { by: second }
      recompute: { by: [second, administrator] }
      edit:      { when: "state != 'sealed'", why: It is sealed. }
    clocks:
      solve:
        starts: once
        limit: "duration('4h')"
        stops: [ state: done ]
        warn: [ 50%, { at: 75%, do: tell } ]
        overdue: [ 125%, { at: 150%, do: escalate } ]
`;

async function job(desk, fields = {}) {
  const answer = await desk.post('jose', '/api/v1/records', { type: 'shares/job', title: 'Watch this', fields });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.number;
}

const kinds = async (desk, number) =>
  (await desk.timeline('helena', number)).toSorted((a, b) => a.seq - b.seq).map((entry) => [entry.kind, entry.occurred_at.slice(11, 16)]);

export const scenarios = {
  'a warning at a share is told, and the desk does what the process says at it': async (desk) => {
    await desk.clock('2014-01-20T08:00:00+02:00');
    await install(desk, 'shares', shares, { helena: 'first', rui: 'second', jose: 'caller' });
    desk.job = await job(desk);
    await desk.clock('2014-01-20T10:00:00+02:00');
    assert.deepEqual((await kinds(desk, desk.job)).slice(1), [], 'at the share itself it is not passed yet');
    await desk.clock('2014-01-20T11:30:00+02:00');
    const told = await desk.record('helena', desk.job);
    assert.equal(told.fields.told, true);
    assert.equal(told.clocks[0].state, 'running');
    assert.deepEqual((await kinds(desk, desk.job)).slice(1), [['clock_warned', '08:00'], ['clock_warned', '09:00'], ['acted', '09:00']]);
    const his = await desk.timeline('jose', desk.job);
    assert.ok(!his.some((entry) => entry.kind === 'clock_warned'), 'warnings are for those who work on it');
  },
  'what is overdue is told at its share; a deed that is refused then waits, and is done when it may be': async (desk) => {
    await desk.clock('2014-01-20T14:30:00+02:00');
    const late = await desk.record('helena', desk.job);
    assert.deepEqual([late.clocks[0].state, late.holder.role], ['breached', 'first']);
    assert.deepEqual(late.refused.map((one) => [one.act, one.clock, one.due]), [['escalate', 'solve', '2014-01-20T12:00:00Z']]);
    assert.deepEqual((await kinds(desk, desk.job)).slice(4), [['clock_breached', '10:00'], ['clock_overdue', '11:00'], ['clock_overdue', '12:00']]);
    const cleared = await desk.call('helena', 'PATCH', '/api/v1/records/' + desk.job, { fields: { cleared: true } }, { 'if-match': `"${late.version}"` });
    assert.equal(cleared.status, 200, cleared.text);
    const after = await desk.record('helena', desk.job);
    assert.deepEqual([after.holder.role, after.refused], ['second', []]);
    assert.equal(after.legs.at(-1).from, '2014-01-20T12:30:00Z', 'when it could be done, never dated back');
  },
  'one that was cleared before is handed over at the share itself': async (desk) => {
    const number = await job(desk, { cleared: true });
    await desk.clock('2014-01-20T20:40:00+02:00');
    const { legs, refused } = await desk.record('helena', number);
    assert.deepEqual([legs.map((leg) => [leg.role, leg.from]), refused], [[['first', '2014-01-20T12:30:00Z'], ['second', '2014-01-20T18:30:00Z']], []]);
  },
  'the acts that every record has are for whom the process names, while it says': async (desk) => {
    const number = await job(desk);
    const refused = await desk.act('helena', number, 'assign', { fields: { person: 'helena' } });
    assert.deepEqual([refused.status, refused.body.detail], [403, "'Assign' is for Second line."]);
    const given = await desk.act('rui', number, 'assign', { fields: { person: 'helena' } });
    assert.equal(given.status, 200, given.text);
    const { acts } = await desk.record('helena', number);
    assert.deepEqual([acts.find((act) => act.name === 'assign').allowed, acts.find((act) => act.name === 'recompute').allowed], [false, false]);
    assert.equal((await desk.get('helena', `/api/v1/records/${number}/recompute`)).status, 403);
    assert.equal((await desk.get('rui', `/api/v1/records/${number}/recompute`)).status, 200);
    const edit = (version) => desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { told: true } }, { 'if-match': `"${version}"` });
    const sealed = await desk.act('helena', number, 'seal');
    assert.equal(sealed.status, 200, sealed.text);
    assert.equal((await edit(sealed.body.version - 1)).status, 412, 'it is not what she saw: that comes first');
    const late = await edit(sealed.body.version);
    assert.deepEqual([late.status, late.body.unmet.map((one) => one.why)], [422, ['It is sealed.']]);
    const finished = await desk.act('helena', number, 'finish');
    assert.equal((await edit(finished.body.version)).status, 409, 'it has ended');
    const process = await desk.read('helena', '/api/v1/processes/shares');
    assert.deepEqual(process.types[0].restrictions.map((one) => [one.name, one.by]), [['assign', ['second']], ['recompute', ['second', 'administrator']], ['edit', []]]);
  },
};
