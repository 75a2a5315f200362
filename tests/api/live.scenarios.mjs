import assert from 'node:assert/strict';
import { Desk } from './desk.mjs';
import { Live } from './live.mjs';

export const scenarios = {
  'a second person hears of an act at once, and of nothing that it says': async (desk) => {
    const helena = await Live.open(desk, 'helena');
    assert.equal(helena.status, 200);
    assert.equal(helena.headers.get('content-type'), 'text/event-stream');
    assert.equal(helena.headers.get('cache-control'), 'no-store');
    assert.equal(helena.headers.get('x-accel-buffering'), 'no');
    await helena.begun();
    assert.ok(helena.retry >= 1000 && helena.retry < 3000);
    const number = await desk.issue('jose', { title: 'A secret title' });
    await helena.until((live) => live.told(number).length === 1);
    const told = helena.told(number)[0];
    assert.deepEqual(Object.keys(told).sort(), ['kinds', 'number', 'version']);
    assert.ok(told.kinds.includes('created') && told.kinds.includes('holder'), told.kinds.join());
    assert.ok(!JSON.stringify(helena.events).includes('secret'));
    const record = (await desk.get('helena', '/api/v1/records/' + number)).body;
    assert.equal(told.version, record.version);
    await desk.act('ivo', number, 'acknowledge');
    await helena.until((live) => live.told(number).length === 2);
    assert.ok(helena.told(number)[1].version > told.version);
    await helena.close();
  },
  'who reads no internal entries hears nothing of them': async (desk) => {
    const jose = await Live.open(desk, 'jose');
    const helena = await Live.open(desk, 'helena');
    await Promise.all([jose.begun(), helena.begun()]);
    // That it was made is told a moment after the answer: not before somebody listens.
    const number = await desk.issue('jose');
    await Promise.all([jose, helena].map((one) => one.until((live) => live.told(number).length === 1)));
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Between us', audience: 'internal' });
    await helena.until((live) => live.told(number).length === 2);
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'For everybody', audience: 'public' });
    await jose.until((live) => live.told(number).length > 1);
    assert.equal(jose.told(number).length, 2, 'of what came since only the public one');
    assert.deepEqual(jose.told(number)[1].kinds, ['comment']);
    const at = jose.id;
    const before = (await desk.get('helena', '/api/v1/sync')).body.next;
    await jose.close();
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Between us again', audience: 'internal' });
    const since = (await desk.get('jose', '/api/v1/sync?since=' + at)).body;
    assert.deepEqual([since.items, since.more, since.reset], [[], false, false]);
    const hers = (await desk.get('helena', '/api/v1/sync?since=' + before)).body;
    assert.deepEqual(hers.items.map((one) => [one.number, one.kinds]), [[number, ['comment']]]);
    await helena.close();
  },
  'others\' records are never named': async (desk) => {
    const andre = await Live.open(desk, 'andre');
    await andre.begun();
    const foreign = await desk.issue('jose');
    const own = await desk.issue('andre');
    await andre.until((live) => live.told(own).length === 1);
    assert.deepEqual(andre.told(foreign), []);
    await andre.close();
  },
  'Last-Event-ID and since resume where the connection broke': async (desk) => {
    const first = await Live.open(desk, 'helena');
    await first.begun();
    const at = first.id;
    await first.close();
    const numbers = [await desk.issue('jose'), await desk.issue('andre'), await desk.issue('janice')];
    await desk.act('helena', numbers[1], 'acknowledge');
    for (const where of [{ at }, { since: at }]) {
      const again = await Live.open(desk, 'helena', where);
      await again.until((live) => numbers.every((number) => live.told(number).length === 1));
      assert.equal(again.events.length, 3, 'each record once');
      assert.notEqual(again.id, at);
      await again.close();
    }
    let next = at;
    const seen = [];
    for (let more = true; more; ) {
      const page = (await desk.get('helena', `/api/v1/sync?since=${next}&limit=2`)).body;
      assert.ok(page.items.length <= 2);
      seen.push(...page.items.map((one) => one.number));
      more = page.more;
      next = page.next;
    }
    assert.deepEqual(new Set(seen), new Set(numbers));
    const quiet = (await desk.get('helena', '/api/v1/sync?since=' + next)).body;
    assert.deepEqual(quiet.items, []);
    const begin = (await desk.get('helena', '/api/v1/sync')).body;
    assert.deepEqual([begin.items, begin.more, begin.reset], [[], false, false]);
  },
  'a position is the caller\'s own and says nothing': async (desk) => {
    const helena = (await desk.get('helena', '/api/v1/sync')).body.next;
    assert.equal((await desk.get('ivo', '/api/v1/sync?since=' + helena)).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/sync?since=nonsense')).status, 400);
    const refused = await Live.open(desk, 'ivo', { since: helena });
    assert.equal(refused.status, 400);
    const before = Buffer.from(helena, 'base64url');
    await desk.issue('jose');
    const after = Buffer.from((await desk.get('helena', '/api/v1/sync')).body.next, 'base64url');
    assert.equal(before.length, after.length);
    const same = before.filter((byte, place) => byte === after[place]).length;
    assert.ok(same < before.length / 4, 'one commit later nearly every byte is another');
    // A browser repeats what the last person's stream gave it, and would give up when that is refused.
    const next = await Live.open(desk, 'ivo', { at: helena });
    await next.until((live) => live.events.some((one) => one.name === 'reset'));
    await next.close();
  },
  'signing out ends the stream': async (desk) => {
    const answer = await desk.raw('POST', '/api/v1/session', {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ name: 'rui', password: desk.people.rui.password, token: true }),
    });
    const token = answer.body.token;
    const here = await Live.open(desk, 'rui', { token });
    const elsewhere = await Live.open(desk, 'rui');
    await Promise.all([here.begun(), elsewhere.begun()]);
    await desk.raw('DELETE', '/api/v1/session', { headers: { authorization: 'Bearer ' + token } });
    await here.until((live) => live.ended);
    const number = await desk.issue('jose');
    await elsewhere.until((live) => live.told(number).length === 1);
    assert.equal(elsewhere.ended, false, 'her other session goes on');
    await elsewhere.close();
  },
  'other rights mean beginning anew, and an account that is closed ends its streams': async (desk) => {
    const organisation = (await desk.get('graca', '/api/v1/organisations')).body.items[0].name;
    const added = await desk.post('graca', '/api/v1/people', { name: 'visitor', display: 'A Visitor', organisation, roles: [{ process: 'epts-support', role: 'reporter' }], password: 'a long enough one' });
    assert.equal(added.status, 201, added.text);
    desk.people.visitor = { name: 'visitor', password: 'a long enough one' };
    const live = await Live.open(desk, 'visitor');
    await live.begun();
    const at = live.id;
    await desk.call('graca', 'PATCH', '/api/v1/people/visitor', { roles: [{ process: 'epts-support', role: 'tier_2' }] });
    await live.until((one) => one.events.some((event) => event.name === 'reset'));
    assert.equal((await desk.get('visitor', '/api/v1/sync?since=' + at)).body.reset, true);
    assert.equal((await desk.get('visitor', '/api/v1/sync?since=' + live.id)).body.reset, false);
    const number = await desk.issue('jose');
    await live.until((one) => one.told(number).length === 1);
    await desk.call('graca', 'PATCH', '/api/v1/people/visitor', { active: false });
    await live.until((one) => one.ended);
  },
  'who loses sight of a record is told that it is gone, now and later': async (desk) => {
    const number = await desk.issue('jose');
    const watch = (on) => desk.act('helena', number, 'watch', { fields: { person: 'martine', on } });
    const martine = await Live.open(desk, 'martine');
    await martine.begun();
    const before = martine.id;
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Not yet hers', audience: 'public' });
    await watch(true);
    await martine.until((live) => live.told(number).length === 1);
    assert.equal(martine.told(number)[0].removed, undefined);
    assert.equal((await desk.get('martine', '/api/v1/records/' + number)).status, 200);
    const known = martine.id;
    await watch(false);
    await martine.until((live) => live.told(number).length === 2);
    assert.equal(martine.told(number)[1].removed, true);
    assert.deepEqual(martine.told(number)[1].kinds, []);
    assert.equal((await desk.get('martine', '/api/v1/records/' + number)).status, 404);
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'No longer hers', audience: 'public' });
    const own = await desk.issue('martine');
    await martine.until((live) => live.told(own).length === 1);
    assert.equal(martine.told(number).length, 2, 'nothing more once it is gone');
    const now = martine.id;
    await martine.close();
    const since = async (at) => (await desk.get('martine', '/api/v1/sync?since=' + at)).body.items.map((one) => [one.number, !!one.removed]);
    assert.deepEqual(await since(known), [[number, true], [own, false]]);
    assert.deepEqual(await since(now), []);
    assert.deepEqual((await since(before)).at(-1), [own, false]);
    const again = await Live.open(desk, 'martine', { at: known });
    await again.until((live) => live.told(own).length === 1);
    assert.equal(again.told(number)[0].removed, true);
    await again.close();
  },
  'a desk that stops ends its streams at once, and their positions outlive it': async (desk) => {
    const first = await Desk.start(desk.child.spawnfile);
    const helena = await Live.open(first, 'helena');
    await helena.begun();
    const at = helena.id;
    const number = await first.issue('jose');
    await helena.until((live) => live.told(number).length === 1);
    const begun = Date.now();
    await first.stop({ keep: true });
    await helena.until((live) => live.ended);
    assert.ok(Date.now() - begun < 10_000, 'nobody waits for a reader');
    const second = await Desk.start(desk.child.spawnfile, { data: first.data, start: null });
    try {
      const again = await Live.open(second, 'helena', { at });
      await again.until((live) => live.told(number).length === 1);
      assert.deepEqual(again.events.map((one) => one.name), ['record']);
      const rest = await Live.open(second, 'helena', { at: helena.id });
      const next = await second.issue('jose');
      await rest.until((live) => live.told(next).length === 1);
      assert.deepEqual(rest.told(number), [], 'not again what was told before');
      await Promise.all([again.close(), rest.close()]);
    } finally {
      await second.stop();
    }
  },
  'what cannot be served is said': async (desk) => {
    const json = await Live.open(desk, 'helena', { headers: { accept: 'application/json' } });
    assert.equal(json.status, 406);
    assert.equal((await desk.raw('GET', '/api/v1/events')).status, 401);
    const head = await fetch(desk.base + '/api/v1/events', { method: 'HEAD', headers: { authorization: 'Bearer ' + (await desk.token('helena')) } });
    assert.equal(head.status, 200);
    assert.equal(head.headers.get('content-type'), 'text/event-stream');
    assert.equal((await desk.get('helena', '/api/v1/events?from=1')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/sync?limit=0')).status, 400);
  },
  'one person has at most twenty streams': async (desk) => {
    const streams = [];
    for (let i = 0; i < 20; ++i) streams.push(await Live.open(desk, 'mario'));
    assert.ok(streams.every((one) => one.status === 200));
    const more = await Live.open(desk, 'mario');
    assert.equal(more.status, 429);
    assert.match(more.text, /20 live streams/);
    assert.ok(Number(more.headers.get('retry-after')) >= 1);
    await Promise.all(streams.map((one) => one.close()));
    let again = await Live.open(desk, 'mario');
    for (let i = 0; again.status === 429 && i < 50; ++i) again = await Live.open(desk, 'mario');
    assert.equal(again.status, 200, 'those that are closed count no longer');
    await again.close();
  },
};
