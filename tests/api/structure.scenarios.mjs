// What records owe each other, checklists, question trees, registers, and links from one process to another.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { install } from './installing.mjs';

const owed = readFileSync(new URL('../rehearsals/owed/process.yaml', import.meta.url), 'utf8');

// Version 1 of a process with one role and one choice.
const with_records = (id, role, choice, records) => `
process: ${id}
version: 1
roles: { ${role}: {} }
choices: { ${choice}: [major, minor] }
records:${records}`;

const works = with_records('works', 'planner', 'size', `
  change:
    kind: change
    number: "WRK-{seq:3}"
    fields:
      size:   { choice: size }
      secret: { text: short }
    states:
      planned: { open: true, start: true }
      live:    { end: true }
    outcomes: { on_its_way: [planned], live: [live] }
    shares: [size]
    custody: { holders: [planner], first: "'planner'" }
    acts:
      log:     { to: planned, by: planner, form: [title, size, secret] }
      go_live: { from: planned, to: live, by: planner }
`);

const calls = with_records('calls', 'agent', 'weight', `
  call:
    kind: request
    number: "CAL-{seq:3}"
    states:
      new:  { open: true, start: true }
      done: { end: true }
    links:
      rfc: { to: works/change, inverse: calls, max: 3, reads: { outcome: [live], size: { choice: weight } } }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log:  { to: new, by: agent, form: [title] }
      done:
        from: new
        to: done
        by: agent
        needs:
          - { link: rfc, linked: "linked.outcome == 'live' && linked.size != null && linked.size == 'major'", why: The change is live. }
`);

const path = (number) => '/api/v1/records/' + number;
const read = async (desk, name, number) => (await desk.get(name, path(number))).body;
const tick = (desk, name, number, step, more = {}) => desk.act(name, number, 'tick', { fields: { checklist: 'install', step, ...more } });
const steps = (record) => record.checklists[0].steps.filter((one) => one.done).map((one) => one.name);
const whys = (answer) => answer.body.unmet.map((one) => one.why);

async function logged(desk, name, type, body = {}) {
  const answer = await desk.post(name, '/api/v1/records', { type, title: 'As it is', ...body });
  assert.equal(answer.status, 201, answer.text);
  return answer.body.number;
}

async function done(desk, name, number, act, body = {}) {
  const answer = await desk.act(name, number, act, body);
  assert.equal(answer.status, 200, answer.text);
  return answer.body;
}

export const scenarios = {
  'a step is ticked in its order, by those who may, and the list is told with who did it': async (desk) => {
    await install(desk, 'owed', owed, { helena: 'agent', ivo: 'second', martine: 'caller' });
    const number = await logged(desk, 'helena', 'owed/release', { fields: { size: 'major' } });
    const list = (await read(desk, 'ivo', number)).checklists[0];
    assert.deepEqual(list.steps.map((one) => [one.name, one.allowed]), [['back_up', false], ['copy', false], ['look', false]]);
    assert.match(list.steps[0].why_not, /Planner/);
    const early = await tick(desk, 'helena', number, 'copy');
    assert.equal(early.status, 422, early.text);
    assert.deepEqual(whys(early), ["'Back up' comes first."]);
    assert.equal((await tick(desk, 'ivo', number, 'back_up')).status, 403);
    const ticked = await tick(desk, 'helena', number, 'back_up');
    assert.equal(ticked.status, 200, ticked.text);
    assert.deepEqual(steps(ticked.body), ['back_up']);
    assert.equal(ticked.body.checklists[0].steps[0].by.name, 'Helena Mucavele');
    assert.deepEqual(steps((await tick(desk, 'ivo', number, 'copy')).body), ['back_up', 'copy']);
    const again = await tick(desk, 'helena', number, 'back_up', { on: false });
    assert.equal(again.status, 422, 'another was ticked after it');
    assert.deepEqual(steps((await tick(desk, 'ivo', number, 'copy', { on: false })).body), ['back_up']);
    const entries = (await desk.get('helena', path(number) + '/timeline')).body.items;
    const told = entries.flatMap((entry) => entry.changes ?? []).filter((one) => one.what === 'ticked');
    assert.deepEqual(told.map((one) => [one.title, one.on]), [['Back up', true], ['Copy', true], ['Copy', false]]);
  },
  'what is no step is refused by name, and a tick is sent once': async (desk) => {
    const number = await logged(desk, 'helena', 'owed/release', { fields: { size: 'major' } });
    for (const [fields, why] of [
      [{ checklist: 'instal', step: 'look' }, /no checklist 'instal'/],
      [{ checklist: 'install', step: 'lok' }, /no step 'lok'/],
      [{ checklist: 'install', step: 'look', on: 'yes' }, /true or false/],
      [{ checklist: 'install', step: 'look', size: 'fix' }, /not 'size'/],
    ]) {
      const refused = await desk.act('helena', number, 'tick', { fields });
      assert.equal(refused.status, 422, refused.text);
      assert.match(whys(refused).join(), why);
    }
    const body = { fields: { checklist: 'install', step: 'back_up' } };
    const once = await desk.act('helena', number, 'tick', body, { 'idempotency-key': 'tick-1' });
    const twice = await desk.act('helena', number, 'tick', body, { 'idempotency-key': 'tick-1' });
    assert.equal(twice.body.version, once.body.version);
    const stale = await desk.act('helena', number, 'tick', { fields: { checklist: 'install', step: 'copy' } }, { 'if-match': '"1"' });
    assert.equal(stale.status, 412, stale.text);
  },
  'questions are answered to their end, and what came of them is shown': async (desk) => {
    const ask = (trees) => desk.post('martine', '/api/v1/records', { type: 'owed/ticket', title: 'It fails', ...(trees ? { trees } : {}) });
    assert.deepEqual(whys(await ask(null)), ['How large is it?: answer the questions.']);
    assert.deepEqual(whys(await ask({ triage: ['yes'] })), ['It is not answered yet: Where was it tried?']);
    assert.equal((await ask({ triage: ['yes', 'nowhere'] })).status, 422);
    assert.equal((await ask({ triage: ['no', 'test'] })).status, 422, 'one answer too many');
    assert.equal((await ask({ triage: 'yes' })).status, 400);
    assert.equal((await ask({ other: ['yes'] })).status, 422);
    const sent = await ask({ triage: ['yes', 'acceptance'] });
    assert.equal(sent.status, 201, sent.text);
    const [tree] = (await read(desk, 'ivo', sent.body.number)).trees;
    assert.equal(tree.title, 'How large is it?');
    assert.equal(tree.result.size, 'major');
    assert.deepEqual(tree.answers.map((one) => one.answer), ['yes', 'acceptance']);
    const shown = (await desk.get('helena', '/api/v1/processes/owed')).body;
    assert.equal(shown.trees[0].root.ask, 'Does anything change for those who use it?');
  },
  'what is owed is made once, and an entry of a register that ends is owed no more': async (desk) => {
    const sites = [await logged(desk, 'helena', 'owed/site'), await logged(desk, 'helena', 'owed/site')];
    const release = await logged(desk, 'helena', 'owed/release', { fields: { size: 'major' } });
    const ends = async (link) => (await read(desk, 'helena', release)).links.filter((one) => one.link === link);
    await done(desk, 'helena', release, 'roll_out');
    assert.equal((await ends('sites')).length, 2);
    await done(desk, 'helena', release, 'roll_out');
    assert.equal((await ends('sites')).length, 2, 'done again it makes no more');
    await done(desk, 'helena', sites[0], 'strike');
    await done(desk, 'helena', release, 'roll_out');
    assert.deepEqual((await ends('sites')).map((one) => one.open), [false, true]);
    assert.equal((await done(desk, 'helena', release, 'count_in')).fields.covered, 1);
    const early = await desk.act('helena', release, 'go_live');
    assert.deepEqual(whys(early), ['Everything that is owed is done.'], 'nobody said yet what that is');
    await done(desk, 'helena', release, 'derive');
    assert.equal((await desk.act('helena', release, 'go_live')).status, 422);
    for (const one of await ends('owes')) await done(desk, 'ivo', one.number, 'pass');
    assert.equal((await done(desk, 'helena', release, 'go_live')).state, 'live');
  },
  'a register has no holder, and is seen by those who may see such records': async (desk) => {
    const site = await logged(desk, 'helena', 'owed/site', { fields: { active: false } });
    const seen = await read(desk, 'helena', site);
    assert.equal(seen.holder, null);
    assert.equal(seen.state, 'listed');
    assert.equal((await desk.get('martine', path(site))).status, 404);
    assert.equal((await desk.post('ivo', '/api/v1/records', { type: 'owed/site', title: 'Mine' })).status, 403);
  },
  'a link to another process shows the outcome and what is shared, and no more': async (desk) => {
    await install(desk, 'works', works, { rui: 'planner' });
    await install(desk, 'calls', calls, { rui: 'agent' });
    const change = await logged(desk, 'rui', 'works/change', { fields: { size: 'major', secret: 'the plan' } });
    const call = await logged(desk, 'rui', 'calls/call');
    await done(desk, 'rui', call, 'link', { links: [{ link: 'rfc', number: change }] });
    const early = await desk.act('rui', call, 'done');
    assert.deepEqual(whys(early), ['The change is live.']);
    await done(desk, 'rui', change, 'go_live');
    const [end] = (await read(desk, 'rui', call)).links;
    assert.equal(end.outcome, 'live');
    assert.ok(!JSON.stringify(end).includes('the plan'));
    assert.equal((await done(desk, 'rui', call, 'done')).state, 'done');
    const back = (await read(desk, 'rui', change)).links;
    assert.deepEqual(back.map((one) => [one.link, one.number]), [['calls', call]]);
  },
  'a version that shares less than an active process reads is refused with who reads it': async (desk) => {
    const upload = async (text) => desk.post('graca', '/api/v1/processes', { id: 'works', files: { 'process.yaml': text } });
    const less = works.replace('version: 1', 'version: 2').replace('    shares: [size]\n', '');
    const stored = await upload(less);
    const refused = stored.status === 201 ? await desk.post('graca', '/api/v1/processes/works/activate', { version: 2 }) : stored;
    assert.ok([409, 422].includes(refused.status), refused.text);
    assert.match(refused.text, /calls/);
    assert.match(refused.text, /size/);
  },
  'a document is of a kind that its type names, or of none': async (desk) => {
    const number = await logged(desk, 'helena', 'owed/release', { fields: { size: 'minor' } });
    const type = (await desk.get('helena', '/api/v1/processes/owed')).body.types.find(({ name }) => name === 'release');
    assert.deepEqual(type.documents, [{ name: 'plan', title: 'Plan' }, { name: 'report', title: 'Test report' }]);
    const asked = type.acts.find(({ name }) => name === 'sign').needs.map(({ name, what, document }) => [name, what, document]);
    assert.deepEqual(asked, [['plan', 'document', 'plan'], ['report', 'document', 'report']]);
    const attach = async (name, kind) => {
      const { body } = await desk.call('helena', 'POST', '/api/v1/uploads?name=' + name, new Uint8Array(3), { 'content-type': 'text/plain' });
      const attachments = [{ upload: body.upload, ...(kind && { kind }) }];
      return desk.post('helena', `/api/v1/records/${number}/comments`, { text: name, audience: 'internal', attachments });
    };
    const unknown = await attach('a.txt', 'reprot');
    assert.equal(unknown.status, 422, unknown.text);
    assert.deepEqual(whys(unknown), ["'reprot' is no kind of document here; known are plan, report."]);
    assert.deepEqual((await read(desk, 'helena', number)).attachments, [], 'what is refused is not there');
    assert.equal((await attach('plan.txt', 'plan')).status, 200);
    assert.equal((await attach('b.txt')).status, 200);
    const record = await read(desk, 'helena', number);
    assert.deepEqual(record.attachments.map(({ name, kind }) => [name, kind]), [['plan.txt', 'plan'], ['b.txt', undefined]]);
    const met = record.acts.find(({ name }) => name === 'sign').needs.map((need) => [need.what, need.met]);
    assert.deepEqual(met, [['plan', true], ['report', false]]);
    const told = (await desk.timeline('helena', number)).find((one) => one.text === 'plan.txt').changes;
    assert.deepEqual(told.map(({ what, kind }) => [what, kind]), [['attachment', 'plan']]);
  },
  'a step that lacks nothing but a document says so, and is ticked with one': async (desk) => {
    const number = await logged(desk, 'helena', 'owed/watch');
    const lacks = async (name) => (await read(desk, name, number)).checklists[0].steps.map((one) => one.lacks_documents);
    const with_log = async (name) => {
      const { body } = await desk.call(name, 'POST', '/api/v1/uploads?name=reading.log', new Uint8Array(3), { 'content-type': 'text/plain' });
      return desk.act(name, number, 'tick', { fields: { checklist: 'night', step: 'read' }, attachments: [body.upload], comment: { text: 'Read back.', audience: 'internal' } });
    };
    assert.deepEqual(await lacks('ivo'), [undefined, undefined, undefined], 'it is not its turn');
    await done(desk, 'helena', number, 'measure', { fields: { volume: 3 } });
    await done(desk, 'helena', number, 'tick', { fields: { checklist: 'night', step: 'copy' } });
    assert.deepEqual(await lacks('ivo'), [undefined, true, undefined]);
    assert.deepEqual(await lacks('helena'), [undefined, undefined, undefined], 'who measured does not read it back');
    assert.deepEqual(whys(await with_log('helena')), ['Who measured does not read it back.']);
    const ticked = await with_log('ivo');
    assert.equal(ticked.status, 200, ticked.text);
    assert.deepEqual(steps(ticked.body), ['copy', 'read']);
    const told = (await desk.timeline('ivo', number)).find((one) => one.text === 'Read back.');
    assert.equal(told?.audience, 'internal', 'what was said with it is told');
  },
  'a step whose turn it is no longer is due by nothing, until its clock goes on': async (desk) => {
    const number = await logged(desk, 'helena', 'owed/watch');
    const night = async () => (await read(desk, 'helena', number)).checklists[0].steps;
    const tick = async (on) => done(desk, 'helena', number, 'tick', { fields: { checklist: 'night', step: 'copy', on } });
    await done(desk, 'helena', number, 'measure', { fields: { volume: 3 } });
    await tick(true);
    const due = (await night())[1].due;
    assert.ok(due);
    await tick(false);
    const read_back = (await night())[1];
    assert.deepEqual([read_back.due, read_back.late], [undefined, undefined]);
    await tick(true);
    assert.equal((await night())[1].due, due);
  },
  'a step says by when it is due and what it needs, and whether it was late': async (desk) => {
    const number = await logged(desk, 'helena', 'owed/watch');
    const night = async (name) => (await read(desk, name, number)).checklists[0].steps;
    const first = await read(desk, 'helena', number);
    const [copy, look] = first.checklists[0].steps;
    assert.equal(Date.parse(copy.due) - Date.parse(first.created), 7200000);
    assert.equal(copy.late, false);
    assert.equal(copy.why_not, 'How much was copied is written down.');
    assert.equal('due' in look, false, 'it is not its turn');
    assert.equal(first.due, copy.due, 'it is what the record is due by next');
    await done(desk, 'helena', number, 'measure', { fields: { volume: 3 } });
    await done(desk, 'helena', number, 'tick', { fields: { checklist: 'night', step: 'copy' } });
    const needs = await desk.act('helena', number, 'tick', { fields: { checklist: 'night', step: 'read' } });
    assert.equal(needs.status, 422, needs.text);
    assert.deepEqual(needs.body.unmet.map((one) => one.what), ['document', 'apart']);
    const due = (await night('helena'))[1].due;
    await desk.clock(new Date(Date.parse(due) + 60000).toISOString());
    assert.deepEqual((await night('helena')).map((one) => one.late), [false, true, undefined]);
    const { body } = await desk.get('helena', '/api/v1/processes/owed');
    const type = body.types.find((one) => one.name === 'watch');
    assert.deepEqual(type.checklists[0].steps.map((one) => [one.clock, one.needs.length]), [['night_copy', 1], ['night_read', 2], ['night_tell', 0]]);
    assert.deepEqual(type.clocks[0].stops, [{ what: 'step', checklist: 'night', name: 'copy' }]);
  },
};
