import assert from 'node:assert/strict';

const json = { 'content-type': 'application/json' };
const signIn = (desk, body, headers = {}) =>
  desk.raw('POST', '/api/v1/session', { headers: { ...json, ...headers }, body: JSON.stringify(body) });

export const scenarios = {
  'a cookie signs in, and signing out ends it': async (desk) => {
    const answer = await signIn(desk, { name: 'helena', password: desk.people.helena.password });
    assert.equal(answer.status, 200);
    assert.equal(answer.body.token, undefined);
    const cookie = answer.headers.get('set-cookie');
    assert.match(cookie, /HttpOnly/);
    assert.match(cookie, /SameSite=Lax/);
    const headers = { cookie: cookie.split(';')[0] };
    const me = await desk.raw('GET', '/api/v1/me', { headers });
    assert.equal(me.body.name, 'helena');
    assert.deepEqual(me.body.processes.find((one) => one.id === 'epts-support'), { id: 'epts-support', reads_internal: true });
    const out = await desk.raw('DELETE', '/api/v1/session', { headers });
    assert.equal(out.status, 204);
    assert.equal((await desk.raw('GET', '/api/v1/me', { headers })).status, 401);
  },
  'who is here is no error to ask': async (desk) => {
    const nobody = await desk.raw('GET', '/api/v1/session');
    assert.equal(nobody.status, 200);
    assert.deepEqual(nobody.body, { me: null });
    const stale = await desk.raw('GET', '/api/v1/session', { headers: { cookie: 'reeve=gone', authorization: 'Bearer gone' } });
    assert.deepEqual(stale.body, { me: null });
    const answer = await signIn(desk, { name: 'ivo', password: desk.people.ivo.password });
    const headers = { cookie: answer.headers.get('set-cookie').split(';')[0] };
    const here = await desk.raw('GET', '/api/v1/session', { headers });
    assert.deepEqual(here.body.me, (await desk.raw('GET', '/api/v1/me', { headers })).body);
    await desk.raw('DELETE', '/api/v1/session', { headers });
    assert.deepEqual((await desk.raw('GET', '/api/v1/session', { headers })).body, { me: null });
  },
  'a token signs in, and every sign-in has its own': async (desk) => {
    const credentials = { name: 'jose', password: desk.people.jose.password, token: true };
    const first = (await signIn(desk, credentials)).body.token;
    const second = (await signIn(desk, credentials)).body.token;
    assert.notEqual(first, second);
    assert.ok(first.length >= 43);
    const me = await desk.raw('GET', '/api/v1/me', { headers: { authorization: 'Bearer ' + first } });
    assert.equal(me.body.name, 'jose');
    assert.equal((await desk.raw('GET', '/api/v1/me', { headers: { authorization: 'Bearer ' + first + 'x' } })).status, 401);
  },
  'unknown people and wrong passwords get one answer': async (desk) => {
    const wrong = await signIn(desk, { name: 'rui', password: 'not the password' });
    const unknown = await signIn(desk, { name: 'nobody-there', password: 'not the password' });
    assert.equal(wrong.status, 401);
    assert.equal(unknown.status, 401);
    assert.equal(wrong.text, unknown.text);
  },
  'guessing is slowed down': async (desk) => {
    let refused = null;
    for (let i = 0; i < 30 && !refused; ++i) {
      const answer = await signIn(desk, { name: 'mario', password: 'guess ' + i });
      if (answer.status === 429) refused = answer;
    }
    assert.ok(refused, 'never throttled in 30 guesses');
    assert.ok(Number(refused.headers.get('retry-after')) >= 1);
  },
  'what is not described is refused': async (desk) => {
    assert.equal((await signIn(desk, { name: 'jose', password: 'x', admin: true })).status, 400);
    assert.equal((await signIn(desk, { name: 'jose' })).status, 400);
    assert.equal((await signIn(desk, { name: 'jose', password: 7 })).status, 400);
  },
  'another site cannot use the cookie': async (desk) => {
    const answer = await signIn(desk, { name: 'ivo', password: desk.people.ivo.password });
    const cookie = answer.headers.get('set-cookie').split(';')[0];
    const headers = { cookie, ...json, origin: 'https://evil.example' };
    const body = JSON.stringify({ type: 'epts-support/issue', title: 'x', fields: {} });
    assert.equal((await desk.raw('POST', '/api/v1/records', { headers, body })).status, 403);
    const site = { cookie, ...json, 'sec-fetch-site': 'cross-site' };
    assert.equal((await desk.raw('POST', '/api/v1/records', { headers: site, body })).status, 403);
    const plain = { cookie, 'content-type': 'text/plain', 'sec-fetch-site': 'same-origin' };
    assert.equal((await desk.raw('POST', '/api/v1/records', { headers: plain, body })).status, 415);
    const keyless = { cookie, ...json, 'sec-fetch-site': 'same-origin' };
    assert.equal((await desk.raw('POST', '/api/v1/records', { headers: keyless, body })).status, 400);
  },
};
