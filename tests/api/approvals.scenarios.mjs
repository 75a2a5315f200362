import assert from 'node:assert/strict';
import { Desk } from './desk.mjs';
import { install } from './installing.mjs';

// A change that its place's network people, who otherwise see only what is theirs, and the managers must agree to.
const changes = `
process: changes
version: 1
title: Changes
roles:
  caller:  { title: Caller, is: reporter, sees: own }
  builder: { title: Builder }
  manager: { title: Manager }
  network: { title: Network, sees: own, reads_internal: true }
records:
  change:
    kind: change
    title: Change
    number: "CHG-{seq:3}"
    fields:
      plan:  { text: long, title: Plan }
      place: { organisation: true, title: Place }
    states:
      draft:  { open: true, start: true }
      review: { open: true }
      built:  { open: true }
      closed: { end: true }
    custody: { holders: [builder], first: "'builder'" }
    approvals:
      cab:
        title: Change board
        seats: [manager, { role: network, at: place }]
        covers: [title, plan, attachments]
        exclude: [assignee, "act build"]
        expires: 5d
        opens: review
    acts:
      log:    { to: draft, by: [caller, builder], form: [title, description, plan, place] }
      submit: { from: draft, to: review, by: builder }
      build:
        from: review
        to: built
        by: [builder, manager]
        exclude: reporter
        needs:
          - { approval: cab, why: The board must have agreed. }
      close:  { from: [draft, review, built], to: closed, by: builder }
`;

const roles = { helena: 'builder', ivo: 'builder', rui: 'manager', jose: 'network', andre: 'network', tomas: 'network', martine: 'caller' };
const set_up = (desk) => install(desk, 'changes', changes, roles);
const path = (number) => '/api/v1/records/' + number;

const boane = async (desk) => (await desk.get('helena', '/api/v1/organisations')).body.items.find((one) => one.name === 'cs_boane').id;

async function submitted(desk, plan = 'Swap the switch') {
  const place = await boane(desk);
  const logged = await desk.post('helena', '/api/v1/records', { type: 'changes/change', title: 'New switch', fields: { plan, place } });
  assert.equal(logged.status, 201, logged.text);
  const sent = await desk.act('helena', logged.body.number, 'submit');
  assert.equal(sent.status, 200, sent.text);
  return logged.body.number;
}

async function cab(desk, name, number) {
  const answer = await desk.get(name, path(number));
  assert.equal(answer.status, 200, answer.text);
  return answer.body.approvals.find((one) => one.name === 'cab');
}

const cast = (desk, name, number, body, headers) => desk.post(name, path(number) + '/votes', { approval: 'cab', ...body }, headers);

async function vote(desk, name, number, word, more = {}) {
  const { digest } = await cab(desk, name, number);
  return cast(desk, name, number, { vote: word, digest, ...more });
}

export const scenarios = {
  'who is heard knows the record, and what waits for her vote is a list': async (desk) => {
    await set_up(desk);
    const draft = await desk.post('helena', '/api/v1/records', { type: 'changes/change', title: 'Not asked yet' });
    assert.equal((await desk.get('jose', path(draft.body.number))).status, 404);
    const number = await submitted(desk);
    const waiting = async (name) => (await desk.get(name, '/api/v1/records?approver=me')).body.items.map((one) => one.number);
    assert.equal((await desk.get('jose', path(number))).status, 200);
    assert.equal((await desk.get('tomas', path(number))).status, 404, 'the network people of another place');
    assert.deepEqual(await waiting('jose'), [number]);
    assert.deepEqual(await waiting('rui'), [number]);
    assert.deepEqual(await waiting('tomas'), []);
    assert.deepEqual(await waiting('helena'), []);
    const seen = await cab(desk, 'jose', number);
    assert.equal(seen.outcome, 'open');
    assert.equal(seen.may_vote, true);
    assert.equal(seen.seat, 'network');
    assert.deepEqual(seen.seats.map((one) => one.role), ['manager', 'network']);
    const done = await vote(desk, 'jose', number, 'yes');
    assert.equal(done.status, 200, done.text);
    assert.equal(done.body.approvals[0].seats[1].person.name, 'José Tembe');
    assert.deepEqual(await waiting('jose'), []);
    assert.deepEqual(await waiting('andre'), [], 'the seat is filled');
    assert.equal((await desk.get('helena', '/api/v1/records?approver=rui')).status, 400);
  },
  'what happens next is the vote that is open, in lists as beside the record': async (desk) => {
    const number = await submitted(desk);
    const row = async (name) => (await desk.get(name, '/api/v1/records?limit=200')).body.items.find((one) => one.number === number).next_step;
    const next = async (name) => (await desk.get(name, path(number))).body.next_step;
    const asked = { kind: 'vote', title: 'Change board', act: 'build' };
    assert.deepEqual(await row('helena'), { ...asked, for: 'manager' });
    assert.deepEqual(await next('helena'), { ...asked, for: 'manager' });
    assert.equal((await vote(desk, 'rui', number, 'abstain')).status, 200);
    assert.deepEqual(await row('helena'), { ...asked, for: 'network' });
    assert.deepEqual(await next('helena'), { ...asked, for: 'network' });
    // Who was heard already is not for those who read no internal entries.
    const own = await desk.post('martine', '/api/v1/records', { type: 'changes/change', title: 'Mine', fields: { plan: 'Swap it', place: await boane(desk) } });
    assert.equal(own.status, 201, own.text);
    assert.equal((await desk.act('helena', own.body.number, 'submit')).status, 200);
    assert.deepEqual((await desk.get('martine', path(own.body.number))).body.next_step, asked);
    assert.deepEqual((await desk.get('martine', '/api/v1/records')).body.items.map((one) => one.next_step), [asked]);
  },
  'a vote decides, is told, and is used': async (desk) => {
    const number = await submitted(desk);
    const early = await desk.act('ivo', number, 'build');
    assert.equal(early.status, 422, early.text);
    assert.match(early.body.unmet[0].why, /The board must have agreed. Change board is still to be heard: Manager, Network/);
    assert.equal((await vote(desk, 'rui', number, 'abstain')).status, 200);
    assert.equal((await vote(desk, 'andre', number, 'yes', { reason: 'Long overdue.' })).status, 200);
    assert.equal((await cab(desk, 'helena', number)).outcome, 'yes');
    const timeline = (await desk.get('helena', path(number) + '/timeline')).body.items;
    const told = timeline.flatMap((entry) => (entry.changes ?? []).map((one) => one.what + ' ' + (one.value ?? '')));
    assert.deepEqual(told.filter((one) => /vote|approval/.test(one)), ['approval_opened ', 'vote abstain', 'vote yes', 'approval_decided yes']);
    assert.equal(timeline.flatMap((entry) => entry.changes ?? []).find((one) => one.reason).reason, 'Long overdue.');
    const built = await desk.act('ivo', number, 'build');
    assert.equal(built.status, 200, built.text);
    assert.equal(built.body.approvals[0].used, 'build');
  },
  'a vote on what was there before is refused, and the same vote twice is one': async (desk) => {
    const number = await submitted(desk);
    const { digest } = await cab(desk, 'jose', number);
    const record = await desk.get('helena', path(number));
    const edited = await desk.call('helena', 'PATCH', path(number), { fields: { plan: 'Swap both' } }, { 'if-match': record.headers.get('etag') });
    assert.equal(edited.status, 200, edited.text);
    assert.equal(edited.body.approvals[0].round, 2);
    assert.equal((await cast(desk, 'jose', number, { vote: 'yes', digest })).status, 412);
    const fresh = await cab(desk, 'jose', number);
    const key = { 'idempotency-key': 'vote-once' };
    assert.equal((await cast(desk, 'jose', number, { vote: 'yes', digest: fresh.digest }, key)).status, 200);
    const again = await cast(desk, 'jose', number, { vote: 'yes', digest: fresh.digest }, key);
    assert.equal(again.headers.get('idempotent-replay'), 'true');
    const voted = (await desk.get('helena', path(number) + '/timeline')).body.items.filter((entry) => entry.kind === 'voted');
    assert.equal(voted.length, 1);
  },
  'refusals say why': async (desk) => {
    const number = await submitted(desk);
    const { digest } = await cab(desk, 'rui', number);
    const status = async (name, body) => (await cast(desk, name, number, { digest, ...body })).status;
    assert.equal(await status('ivo', { vote: 'yes' }), 403);
    assert.equal(await status('tomas', { vote: 'yes' }), 404);
    assert.equal(await status('rui', { vote: 'perhaps' }), 400);
    assert.equal(await status('rui', { vote: 'yes', approval: 'board' }), 404);
    assert.equal(await status('rui', { vote: 'no' }), 422);
    assert.equal((await desk.post('rui', path(number) + '/votes', { approval: 'cab', vote: 'yes' })).status, 400, 'without the digest');
    assert.equal(await status('rui', { vote: 'no', reason: 'Not this month.' }), 200);
    assert.equal(await status('jose', { vote: 'yes' }), 409);
    const refused = await desk.act('ivo', number, 'build');
    assert.match(refused.body.unmet[0].why, /Change board said no/);
  },
  'who reported it may not build it': async (desk) => {
    const number = await submitted(desk);
    assert.equal((await vote(desk, 'rui', number, 'yes')).status, 200);
    assert.equal((await vote(desk, 'jose', number, 'yes')).status, 200);
    const own = await desk.act('helena', number, 'build');
    assert.equal(own.status, 403, own.text);
    assert.match(own.body.detail, /You reported it; somebody else must do this/);
    const acts = (await desk.get('helena', path(number))).body.acts;
    assert.equal(acts.find((one) => one.name === 'build').allowed, false);
    assert.equal((await desk.get('rui', path(number))).body.acts.find((one) => one.name === 'build').allowed, true);
  },
  'what expires is void at its instant': async (desk) => {
    const number = await submitted(desk);
    assert.equal((await vote(desk, 'rui', number, 'yes')).status, 200);
    const { expires } = await cab(desk, 'rui', number);
    assert.equal((await desk.clock(new Date(Date.parse(expires) + 60000).toISOString())).status, 200);
    const after = await cab(desk, 'rui', number);
    assert.equal(after.outcome, 'void');
    assert.equal(after.cause, 'expired');
    assert.equal(after.may_vote, false);
  },
  'a process and its approvals are described': async (desk) => {
    const type = (await desk.get('helena', '/api/v1/processes/changes')).body.types[0];
    assert.deepEqual(type.approvals[0].seats, [{ role: 'manager', at: null }, { role: 'network', at: 'place' }]);
    assert.deepEqual(type.acts.find((one) => one.name === 'build').exclude, ['reporter']);
  },
  'the reporter reads what was decided, not who voted how': async (desk) => {
    const organisations = (await desk.get('helena', '/api/v1/organisations')).body.items;
    const place = organisations.find((one) => one.name === 'cs_boane').id;
    const logged = await desk.post('martine', '/api/v1/records', { type: 'changes/change', title: 'Mine', fields: { plan: 'x', place } });
    const { number } = logged.body;
    assert.equal((await desk.act('helena', number, 'submit')).status, 200);
    assert.equal((await vote(desk, 'rui', number, 'yes')).status, 200);
    assert.equal((await vote(desk, 'jose', number, 'yes')).status, 200);
    const seen = await cab(desk, 'martine', number);
    assert.equal(seen.outcome, 'yes');
    assert.ok(seen.seats.every((one) => one.vote === undefined && one.person === undefined));
    const told = (await desk.get('martine', path(number) + '/timeline')).body.items.flatMap((entry) => entry.changes ?? []).map((one) => one.what);
    assert.ok(told.includes('approval_decided'));
    assert.ok(!told.includes('vote'));
  },
  'somebody votes in another\'s place for a time': async (desk) => {
    const number = await submitted(desk);
    const mine = '/api/v1/me/delegate';
    const name = (who, body) => desk.call(who, 'PUT', mine, body);
    const why = async (answer) => {
      const { status, body, text } = await answer;
      assert.equal(status, 422, text);
      return body.unmet.map((one) => one.why).join(' ');
    };
    assert.match(await why(name('jose', { person: 'jose' })), /Somebody else votes in your place/);
    assert.match(await why(name('jose', { person: 'nobody' })), /no person 'nobody'/);
    const now = Date.parse((await cab(desk, 'jose', number)).opened);
    const hour = (n) => new Date(now + n * 3600000).toISOString();
    assert.match(await why(name('jose', { person: 'tomas', from: hour(2), until: hour(2) })), /ends after it begins/);
    assert.equal((await name('jose', { person: 'tomas', untill: hour(2) })).status, 400);
    assert.equal((await name('jose', { person: 'tomas', until: 'soon' })).status, 400);
    assert.equal((await desk.get('tomas', path(number))).status, 404);
    const kept = await name('jose', { person: 'tomas', from: hour(1), until: hour(2) });
    assert.equal(kept.status, 200, kept.text);
    assert.equal(kept.body.delegate.person.name, 'Tomas Nhaca');
    assert.equal((await desk.get('tomas', path(number))).status, 404, 'not before it begins');
    assert.match(await why(name('andre', { person: 'jose', until: hour(3) })), /has named somebody too for that time/);
    const jose = (await desk.get('jose', '/api/v1/me')).body.id;
    assert.equal((await desk.get('graca', '/api/v1/people/' + jose)).body.delegate.person.name, 'Tomas Nhaca');
    assert.equal((await desk.get('rui', '/api/v1/people/' + jose)).body.delegate, undefined, 'who is away is not for all');

    assert.equal((await desk.clock(hour(1))).status, 200);
    assert.deepEqual((await desk.get('tomas', '/api/v1/me')).body.votes_for.map((one) => one.person.id), [jose]);
    const seen = await cab(desk, 'tomas', number);
    assert.equal(seen.may_vote, false);
    assert.deepEqual(seen.may_vote_for.map((one) => one.id), [jose]);
    const listed = await desk.get('tomas', '/api/v1/records?approver=me&limit=200');
    assert.ok(listed.body.items.some((one) => one.number === number));
    assert.equal((await vote(desk, 'tomas', number, 'yes')).status, 403, 'for herself she holds no seat there');
    assert.equal((await vote(desk, 'tomas', number, 'yes', { for: 'andre' })).status, 403);
    const done = await vote(desk, 'tomas', number, 'yes', { for: 'jose' });
    assert.equal(done.status, 200, done.text);
    const seat = (await cab(desk, 'rui', number)).seats[1];
    assert.equal(seat.person.name, 'Tomas Nhaca');
    assert.equal(seat.for.id, jose);
    const told = (await desk.get('helena', path(number) + '/timeline')).body.items.flatMap((entry) => entry.changes ?? []);
    assert.equal(told.find((one) => one.what === 'vote').for.id, jose);
    assert.equal((await vote(desk, 'jose', number, 'abstain')).status, 200, 'her own takes its place');
    assert.equal((await cab(desk, 'rui', number)).seats[1].for, undefined);

    assert.equal((await desk.clock(hour(2))).status, 200);
    assert.equal((await desk.get('tomas', path(number))).status, 404, 'up to and without that instant');
    assert.deepEqual((await desk.get('tomas', '/api/v1/me')).body.votes_for, []);
    assert.equal((await vote(desk, 'rui', number, 'yes')).status, 200);
    const over = await desk.call('jose', 'DELETE', mine);
    assert.equal(over.status, 200, over.text);
    assert.equal(over.body.delegate, null);
  },
  'an administrator names a delegate for somebody, and nobody else does': async (desk) => {
    const andre = (await desk.get('andre', '/api/v1/me')).body.id;
    const set = (who, delegate) => desk.call(who, 'PATCH', '/api/v1/people/' + andre, { delegate });
    assert.equal((await set('andre', { person: 'tomas' })).status, 403);
    const done = await set('graca', { person: 'tomas' });
    assert.equal(done.status, 200, done.text);
    assert.equal(done.body.delegate.until, null);
    const number = await submitted(desk);
    assert.equal((await vote(desk, 'tomas', number, 'yes', { for: andre })).status, 200);
    assert.equal((await set('graca', null)).body.delegate, null);
    assert.equal((await desk.get('tomas', path(number))).status, 404);
    assert.equal((await cab(desk, 'rui', number)).seats[1].vote, 'yes', 'what was cast stays');
  },
  'who holds a record is told once when the last person leaves a seat that is still to be heard': async (desk) => {
    const own = await Desk.start(desk.child.spawnfile);
    await set_up(own);
    const waiting = await submitted(own);
    const heard = await submitted(own);
    assert.equal((await vote(own, 'jose', heard, 'no', { reason: 'Not now.' })).status, 200);
    const { body } = await own.get('graca', '/api/v1/people?limit=200');
    const may = async (name, role) => {
      const at = '/api/v1/people/' + body.items.find((one) => one.name === name).id;
      const before = await own.get('graca', at);
      const others = before.body.roles.map((one) => ({ process: one.process, role: one.role })).filter((one) => one.process !== 'changes');
      const all = role ? [...others, { process: 'changes', role }] : others;
      assert.equal((await own.call('graca', 'PATCH', at, { roles: all }, { 'if-match': before.headers.get('etag') })).status, 200);
    };
    const told = async (language) =>
      (await own.get('ivo', '/api/v1/notices', { 'accept-language': language })).body.items.filter((one) => one.notice === 'seat_empty');
    await may('andre', null);
    assert.deepEqual(await told('en'), [], 'jose is there');
    await may('jose', null);
    assert.deepEqual((await told('en')).map((one) => [one.number, one.text]),
      [[waiting, `${waiting}: Change board cannot be decided: nobody holds Network (Boane Health Centre).`]]);
    assert.match((await told('pt'))[0].text, /não pode ser decidida: ninguém exerce Network/);
    await may('jose', 'network');
    await may('jose', null);
    assert.equal((await told('en')).length, 1, 'once in a round');
    await own.stop();
  },
  'votes outlast a stop, and the journal folds to the same': async (desk) => {
    const binary = desk.child.spawnfile;
    const first = await Desk.start(binary);
    await set_up(first);
    const number = await submitted(first);
    assert.equal((await vote(first, 'rui', number, 'yes')).status, 200);
    await first.stop({ keep: true });
    const second = await Desk.start(binary, { data: first.data, start: null });
    const kept = await cab(second, 'jose', number);
    assert.equal(kept.seats[0].vote, 'yes');
    assert.deepEqual((await second.get('jose', '/api/v1/records?approver=me')).body.items.map((one) => one.number), [number]);
    await second.stop();
  },
};
