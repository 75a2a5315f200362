import assert from 'node:assert/strict';
import { install } from './installing.mjs';

// What follows by itself, as people find it over the API: notices, limits, what a device says.
const text = `
process: automation
version: 1
title: Jobs by themselves
roles:
  caller: { title: Caller, is: reporter, sees: own }
  first:  { title: First line }
  lead:   { title: Lead }
notices:
  pressing: { to: lead, text: { en: "{record.number} presses: {record.title}", pt: "{record.number} é urgente: {record.title}" } }
  desk_refused: { to: lead, text: { en: "{record.title} waits: {desk.why}", pt: "{record.title} espera: {desk.why}" } }
records:
  job:
    kind: task
    title: { en: Job, pt: Trabalho }
    number: "AUT-{seq:3}"
    fields:
      pressing: { boolean: true, title: { en: Pressing, pt: Urgente } }
      slot:     { text: short, title: { en: Slot, pt: Vez } }
    states:
      new:  { open: true, start: true, title: { en: New, pt: Novo } }
      work: { open: true, title: { en: Work, pt: Obra }, states: { doing: { title: { en: Doing, pt: Em curso } } } }
      done: { end: true, title: { en: Done, pt: Feito } }
    custody: { holders: [first], first: "'first'" }
    acts:
      log:    { to: new, by: first, form: [title, pressing, slot], title: { en: Log, pt: Registar } }
      begin:  { from: new, to: doing, by: holder, title: { en: Begin, pt: Começar } }
      visit:  { from: work, by: holder, offline: true, title: { en: Visit, pt: Visitar } }
      close:  { from: work, to: done, by: desk, as_soon_as: "done('visit')", title: { en: Close, pt: Fechar }, needs: [ { name: slot, condition: "slot == null || slot != 'locked'", why: { en: It is locked., pt: Está trancado. } } ] }
    on: [ { becomes: "pressing != null && pressing", then: [ notify: pressing ] } ]
    limits: { slot: { by: slot, max: 1, why: { en: The slot is taken., pt: A vez está ocupada. } } }
`;

let ready;
const prepare = (desk) => (ready ??= install(desk, 'automation', text, { helena: 'first', ivo: 'first', rui: 'lead' }));
const log = async (desk, name, title, fields = {}) => {
  await prepare(desk);
  return desk.post(name, '/api/v1/records', { type: 'automation/job', title, fields });
};

export const scenarios = {
  'who is told finds it in her own language, and nobody else does': async (desk) => {
    const made = await log(desk, 'helena', 'Hurry', { pressing: true });
    assert.equal(made.status, 201, made.text);
    const told = await desk.get('rui', '/api/v1/notices');
    assert.equal(told.status, 200, told.text);
    const [notice] = told.body.items;
    assert.equal(notice.number, made.body.number);
    assert.equal(notice.notice, 'pressing');
    assert.match(notice.text, new RegExp(`^${made.body.number} `));
    const portuguese = await desk.get('rui', '/api/v1/notices', { 'accept-language': 'pt' });
    assert.equal(portuguese.body.items[0].text, `${made.body.number} é urgente: Hurry`);
    assert.deepEqual((await desk.get('helena', '/api/v1/notices')).body.items, []);
    assert.equal((await desk.get('rui', '/api/v1/notices?cursor=x')).status, 400);
  },
  'two for one slot: the second is told who has it': async (desk) => {
    const first = await log(desk, 'helena', 'One', { slot: 'a' });
    assert.equal(first.status, 201, first.text);
    const [second, third] = await Promise.all([log(desk, 'ivo', 'Two', { slot: 'b' }), log(desk, 'helena', 'Three', { slot: 'b' })]);
    assert.deepEqual([second.status, third.status].sort(), [201, 422]);
    const refused = await log(desk, 'ivo', 'Four', { slot: 'a' });
    assert.equal(refused.status, 422);
    assert.ok(refused.body.unmet.some((one) => one.what === 'limit:slot' && one.why.includes(first.body.number)), refused.text);
  },
  'what a device says counts from then, and only where the process says so': async (desk) => {
    const made = await log(desk, 'helena', 'Away');
    const begun = await desk.act('helena', made.body.number, 'begin', {});
    assert.equal(begun.status, 200, begun.text);
    const early = await desk.act('helena', made.body.number, 'begin', { occurred_at: '2014-01-20T08:00:00Z' });
    assert.equal(early.status, 409);
    const visited = await desk.act('helena', made.body.number, 'visit', { occurred_at: '2001-01-01T08:00:00Z' });
    assert.equal(visited.status, 200, visited.text);
    const now = await desk.get('helena', '/api/v1/records/' + made.body.number);
    assert.equal(now.body.state, 'done', 'the desk closed it as soon as it was visited');
  },
  'what the desk cannot do is told in the words of the process, to whom it says, and once': async (desk) => {
    const made = await log(desk, 'helena', 'Behind a door', { slot: 'locked' });
    assert.equal((await desk.act('helena', made.body.number, 'begin', {})).status, 200);
    assert.equal((await desk.act('helena', made.body.number, 'visit', {})).status, 200);
    assert.equal((await desk.post('helena', `/api/v1/records/${made.body.number}/comments`, { text: 'Still.', audience: 'internal' })).status, 200);
    const of = async (name, language) =>
      (await desk.get(name, '/api/v1/notices', { 'accept-language': language })).body.items.filter((one) => one.number === made.body.number);
    assert.deepEqual((await of('rui', 'en')).map((one) => [one.notice, one.text]), [['desk_refused', 'Behind a door waits: It is locked.']]);
    assert.deepEqual((await of('rui', 'pt')).map((one) => one.text), ['Behind a door espera: Está trancado.']);
    assert.deepEqual(await of('helena', 'en'), []);
  },
  'a type tells what follows by itself': async (desk) => {
    await prepare(desk);
    const shown = await desk.get('helena', '/api/v1/processes/automation');
    assert.equal(shown.status, 200, shown.text);
    assert.deepEqual(shown.body.notices.map(({ name, to }) => ({ name, to })), [
      { name: 'pressing', to: ['lead'] },
      { name: 'desk_refused', to: ['lead'] },
      { name: 'exhausted', to: ['holder'] },
      { name: 'seat_empty', to: ['holder'] },
      { name: 'effects_refused', to: ['holder'] },
    ]);
    const type = shown.body.types[0];
    assert.deepEqual(type.states.map((one) => one.name), ['new', 'doing', 'done']);
    assert.deepEqual(type.wholes.map((one) => one.name), ['work']);
    assert.equal(type.on[0].effects[0].notice, 'pressing');
    assert.equal(type.limits[0].max, 1);
    assert.equal(type.acts.find((one) => one.name === 'close').as_soon_as, "done('visit')");
  },
};
