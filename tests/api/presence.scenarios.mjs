import assert from 'node:assert/strict';
import { Live } from './live.mjs';

const put = (desk, name, number, state) => desk.call(name, 'PUT', `/api/v1/records/${number}/presence`, { state });
const company = (live, number) =>
  live.events.filter((one) => one.name === 'presence' && one.data.number === number).map((one) => one.data.people.map((who) => `${who.display} ${who.state}`));

export const scenarios = {
  'those who work on a record see each other there': async (desk) => {
    const number = await desk.issue('jose');
    const helena = await Live.open(desk, 'helena');
    const rui = await Live.open(desk, 'rui');
    await Promise.all([helena.begun(), rui.begun()]);
    assert.deepEqual((await put(desk, 'helena', number, 'viewing')).body, { number, people: [] });
    const seen = (await put(desk, 'ivo', number, 'replying')).body;
    assert.deepEqual(seen.people.map((one) => [one.display, one.state]), [['Helena Mucavele', 'viewing']]);
    await helena.until((live) => company(live, number).some((people) => people.join() === 'Ivo Chissano replying'));
    await put(desk, 'ivo', number, 'gone');
    await helena.until((live) => company(live, number).at(-1).length === 0);
    assert.deepEqual(company(rui, number), [], 'who is not there is not told');
    await Promise.all([helena.close(), rui.close()]);
  },
  'who reads no internal entries is seen, and told of nobody': async (desk) => {
    const number = await desk.issue('jose');
    const jose = await Live.open(desk, 'jose');
    const helena = await Live.open(desk, 'helena');
    await Promise.all([jose.begun(), helena.begun()]);
    await put(desk, 'helena', number, 'replying');
    assert.deepEqual((await put(desk, 'jose', number, 'viewing')).body.people, []);
    await helena.until((live) => company(live, number).some((people) => people.join() === 'José Tembe viewing'));
    await desk.post('helena', `/api/v1/records/${number}/comments`, { text: 'Seen', audience: 'public' });
    await jose.until((live) => live.told(number).length > 0);
    assert.deepEqual(company(jose, number), []);
    await Promise.all([jose.close(), helena.close()]);
  },
  'a stream that is opened again tells who is there': async (desk) => {
    const number = await desk.issue('jose');
    await put(desk, 'sofia', number, 'viewing');
    await put(desk, 'ivo', number, 'idle');
    const sofia = await Live.open(desk, 'sofia');
    await sofia.until((live) => company(live, number).some((people) => people.join() === 'Ivo Chissano idle'));
    await sofia.close();
  },
  'only of records that she may know, and only what is described': async (desk) => {
    const number = await desk.issue('jose');
    assert.equal((await put(desk, 'andre', number, 'viewing')).status, 404);
    assert.equal((await put(desk, 'helena', 'EPTS-99999', 'viewing')).status, 404);
    assert.equal((await put(desk, 'helena', number, 'asleep')).status, 400);
    assert.equal((await desk.call('helena', 'PUT', `/api/v1/records/${number}/presence`, {})).status, 400);
    assert.equal((await desk.call('helena', 'PUT', `/api/v1/records/${number}/presence`, { state: 'idle', mood: 'good' })).status, 400);
    assert.equal((await put(desk, 'helena', number, 'gone')).status, 200);
  },
};
