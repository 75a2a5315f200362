// What speaks for a version of a process: what exploring it shows, and how the rehearsals that came with it end.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const text = (version) => `
process: proved
version: ${version}
title: Proved
roles: { caller: { is: reporter, sees: own }, agent: {} }
records:
  job:
    kind: task
    number: "PRV-{seq:3}"
    fields:
      note: { text: short }
    states:
      new:  { open: true, start: true }
      done: { end: true }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log:    { to: new, by: [caller, agent], form: [title, note] }
      finish: { from: new, to: done, by: agent }
`;
const demo = `
organisations: { works: { name: Works, kind: office } }
people:
  anna: { name: Anna Ek, organisation: works, roles: [agent] }
  bo:   { name: Bo Falk, organisation: works, roles: [caller] }
`;
const rehearsal = (title, state) => `
rehearsal: ${title}
covers: [R1]
process: proved
start: 2014-01-20 08:00 Africa/Maputo
given:
  A: { as: bo, log: job, with: { title: A door } }
steps:
  - { as: anna, act: finish, on: A, expect: { A: { state: ${state} } } }
`;
const files = (version) => ({
  'process.yaml': text(version),
  'demo.yaml': demo,
  'rehearsals/holds.yaml': rehearsal('It holds', 'done'),
  'rehearsals/differs.yaml': rehearsal('It differs', 'new'),
  'rehearsals/none.yaml': 'rehearsal: It is none\nprocess: proved\nstart: yesterday\n',
});
const base = '/api/v1/processes/proved';

async function found_out(desk, path) {
  for (let times = 0; times < 1200; ++times) {
    const { status, body, text: said } = await desk.get('helena', path);
    assert.equal(status, 200, said);
    if (body.state === 'done') return body;
    await new Promise((done) => setTimeout(done, 100));
  }
  throw new Error('it is not found out: ' + path);
}

export const scenarios = {
  'the rehearsals that come with a version are played and told, one by one and step by step': async (desk) => {
    const installed = await desk.post('graca', '/api/v1/processes', { id: 'proved', files: files(1) });
    assert.equal(installed.status, 201, installed.text);
    const list = await found_out(desk, base + '/rehearsals?version=1');
    assert.deepEqual(list.items.map((one) => [one.name, one.state, one.steps > 0]), [
      ['differs', 'failed', true],
      ['holds', 'passed', true],
      ['none', 'broken', false],
    ]);
    const [differs, holds, none] = list.items;
    assert.deepEqual([holds.title, holds.covers, holds.file, holds.differences], ['It holds', ['R1'], 'rehearsals/holds.yaml', 0]);
    assert.equal(differs.differences, 1);
    assert.match(none.accident, /none\.yaml:\d+:\d+: /);
    const { body } = await desk.get('helena', base + '/rehearsals/differs?version=1');
    const wrong = body.steps.flatMap((step) => step.findings).filter((one) => !one.good);
    assert.deepEqual(wrong, [{ what: 'A.state', expected: 'new', found: 'done', good: false }]);
    assert.equal((await desk.get('helena', base + '/rehearsals/nothing?version=1')).status, 404);
  },
  'exploring a version says how far it went and what it shows': async (desk) => {
    const found = await found_out(desk, base + '/findings?version=1');
    assert.deepEqual(found.types.map((one) => [one.type, one.complete]), [['job', true]]);
    assert.ok(found.types[0].states > 1);
    assert.ok(found.findings.every((one) => one.severity !== 'error'), 'one with errors is not installed');
  },
  'a process with an error is refused with the way as a rehearsal, and who plays it where it has nobody': async (desk) => {
    const wrong = text(1)
      .replaceAll('proved', 'unproved')
      .replace('PRV', 'UNP')
      .concat("    rules:\n      noted: { answers: [R1], always: \"state != 'done' || note != null\", why: Note it. }\n");
    const upload = (more) => desk.post('graca', '/api/v1/processes', { id: 'unproved', files: { 'process.yaml': wrong, ...more } });
    const refused = await upload({});
    assert.equal(refused.status, 422, refused.text);
    const [broken] = refused.body.findings.filter((one) => one.severity === 'error');
    assert.equal(broken.id, 'rule_broken:job.rules.noted.finish');
    assert.equal(broken.way.length, 2);
    assert.match(broken.rehearsal, /act: finish, on: A, .*refused: 422, unmet: \["rule:noted"\], why: "Note it\."/);
    assert.match(refused.body.demo, /^people:$/m);
    // It plays as it stands there; the rule is the one that is told of.
    const own = await upload({ 'demo.yaml': demo });
    assert.match(own.body.findings[0].rehearsal, /as: anna, act: finish/);
    assert.equal(own.body.demo, undefined);
  },
  'the version is the one in use where none is named, and must be there': async (desk) => {
    for (const part of ['/findings', '/rehearsals', '/rehearsals/holds']) {
      assert.equal((await desk.get('helena', base + part)).status, 404, 'none is in use');
      assert.equal((await desk.get('helena', base + part + '?version=9')).status, 404);
      assert.equal((await desk.get('helena', base + part + '?version=one')).status, 400);
      assert.equal((await desk.raw('GET', base + part)).status, 401);
    }
    assert.equal((await desk.post('graca', base + '/activate', { version: 1 })).status, 200);
    assert.equal((await found_out(desk, base + '/rehearsals')).items.length, 3);
  },
  'nothing is told of what is saved where no folder is watched': async (desk) => {
    const told = await desk.get('helena', base + '/watch');
    assert.equal(told.status, 200);
    assert.deepEqual(told.body, { watched: false, fault: null });
    assert.equal((await desk.get('helena', '/api/v1/processes/nothing/watch')).status, 404);
  },
  'a rehearsal is played with the processes that it names beside its own, once they are in use': async (desk) => {
    const file = (path) => readFileSync(new URL('../rehearsals/beside/' + path, import.meta.url), 'utf8');
    const files_of = (id, ...more) => Object.fromEntries(['process.yaml', 'demo.yaml', ...more].map((path) => [path, file(id + '/' + path)]));
    const upload = (id, all) => desk.post('graca', '/api/v1/processes', { id, files: all });
    const use = async (id, version) => assert.equal((await desk.post('graca', `/api/v1/processes/${id}/activate`, { version })).status, 200);
    const played = async () => (await found_out(desk, '/api/v1/processes/tickets/rehearsals?version=1')).items[0];
    const tickets = files_of('tickets', 'rehearsals/waits.yaml'), releases = files_of('releases');
    assert.equal((await upload('tickets', tickets)).status, 201);
    const alone = await played();
    assert.equal(alone.state, 'broken');
    assert.match(alone.accident, /the process 'releases' is not beside this one/);
    const there = await upload('releases', releases);
    assert.equal(there.status, 201, there.text);
    await use('releases');
    const together = await played();
    assert.deepEqual([together.state, together.beside, together.steps], ['passed', ['releases'], 6], together.accident);
    const one = await desk.get('helena', '/api/v1/processes/tickets/rehearsals/waits?version=1');
    assert.deepEqual([one.body.state, one.body.beside], ['passed', ['releases']]);
    await use('tickets');
    // Each waits for the other: the way across both plays as it is told, with the people of both or with some that are made up.
    const waiting = releases['process.yaml']
      .replace('version: 1', 'version: 2')
      .replace('to: live, by: planner', 'to: live, by: planner, needs: [ { name: over, condition: "links.asked.all(t, !t.open)", why: It is asked for. } ]');
    const tied = tickets['process.yaml'].replace('version: 1', 'version: 2').replace("link: rfc, linked: \"linked.outcome == 'live'\"", 'condition: "links.rfc.all(r, !r.open)"');
    const changed = await upload('tickets', { ...tickets, 'process.yaml': tied });
    assert.equal(changed.status, 201, changed.text);
    await use('tickets');
    for (const people of [{ 'demo.yaml': releases['demo.yaml'] }, {}]) {
      const refused = await upload('releases', { 'process.yaml': waiting, ...people });
      assert.equal(refused.status, 422, refused.text);
      const [wait] = refused.body.findings;
      assert.equal(wait.id, 'mutual_wait:change.links.asked');
      assert.match(wait.rehearsal, /^beside: \[tickets\]$/m);
      assert.equal(refused.body.demo === undefined, 'demo.yaml' in people);
    }
    // A version that was sound alone is looked at anew when another one of its partner is in use.
    const of_tickets = async () => (await found_out(desk, '/api/v1/processes/tickets/findings?version=2')).findings.filter((one) => one.severity === 'error');
    assert.deepEqual(await of_tickets(), []);
    const loose = tickets['process.yaml'].replace('version: 1', 'version: 3').replace(/needs: \[.*\] }/, 'form: [] }');
    assert.equal((await upload('tickets', { 'process.yaml': loose, 'demo.yaml': tickets['demo.yaml'] })).status, 201);
    await use('tickets', 3);
    const sound = await upload('releases', { ...releases, 'process.yaml': waiting });
    assert.equal(sound.status, 201, sound.text);
    await use('releases', 2);
    const [late] = await of_tickets();
    assert.equal(late.id, 'mutual_wait:ticket.links.rfc');
    assert.match(late.rehearsal, /^beside: \[releases\]$/m);
  },
  'the versions that a rehearsal comes from are kept with it': async (desk) => {
    const moving = `
rehearsal: It goes over
process: proved
former: 1
start: 2014-01-20 08:00 Africa/Maputo
given:
  A: { as: bo, log: job, with: { title: A door } }
steps:
  - { as: anna, act: move, on: A, expect: { state: fresh } }
  - { as: anna, act: finish, on: A, expect: { state: done } }
`;
    const next = (version) => text(version).replaceAll(/\bnew\b/g, 'fresh') + 'moves: { from: 1, job: { states: { new: fresh } } }\n';
    const upload = (version, former) =>
      desk.post('graca', '/api/v1/processes', {
        id: 'proved',
        files: { 'process.yaml': next(version), 'demo.yaml': demo, 'rehearsals/over.yaml': moving, ...former },
      });
    const played = async (version) => (await found_out(desk, `${base}/rehearsals?version=${version}`)).items.map((one) => [one.name, one.state]);
    const kept = await upload(11, { 'former/1/process.yaml': text(1) });
    assert.equal(kept.status, 201, kept.text);
    assert.deepEqual(await played(11), [['over', 'passed']]);
    const alone = await upload(12, {});
    assert.equal(alone.status, 201, alone.text);
    assert.deepEqual(await played(12), [['over', 'broken']], 'without it there is nothing to come from');
  },
};
