import assert from 'node:assert/strict';

const titles = async (desk, name) => (await desk.get(name, '/api/v1/views')).body.items.filter((one) => one.scope !== 'shipped').map((one) => one.title);
const counts = async (desk, name, query = '') => Object.fromEntries((await desk.get(name, '/api/v1/views/counts' + query)).body.items.map((one) => [one.id, one]));
const add = (desk, name, body, headers) => desk.post(name, '/api/v1/views', body, headers);

export const scenarios = {
  'the desk ships views, and each of them is a list': async (desk) => {
    const items = (await desk.get('helena', '/api/v1/views')).body.items;
    assert.deepEqual(items.map((one) => one.id), ['mine', 'team', 'unassigned', 'due_soon', 'waiting_reporter', 'waiting_vendor', 'reopened']);
    assert.equal(items.find((one) => one.id === 'due_soon').query, 'due_within=1h&open=true', 'which the page calls "within the hour"');
    assert.ok(items.every((one) => one.scope === 'shipped' && one.title === null));
    const found = await counts(desk, 'helena');
    for (const view of items) {
      const list = await desk.get('helena', `/api/v1/records?count=true&${view.query}`);
      assert.equal(list.status, 200, view.id + ': ' + list.text);
      assert.deepEqual(found[view.id], { id: view.id, count: list.body.count, more: false });
    }
  },
  'a view of hers is kept, changed and removed': async (desk) => {
    const made = await add(desk, 'helena', { title: '  Late and mine ', query: 'assignee=me&open=true&sort=due' });
    assert.equal(made.status, 201);
    assert.equal(made.headers.get('location'), '/api/v1/views/' + made.body.id);
    assert.equal(made.headers.get('etag'), '"1"');
    assert.equal(made.body.title, 'Late and mine');
    assert.equal(made.body.scope, 'mine');
    assert.equal(made.body.owner.name, 'Helena Mucavele');
    assert.deepEqual(await titles(desk, 'helena'), ['Late and mine']);
    assert.deepEqual(await titles(desk, 'ivo'), []);
    const at = '/api/v1/views/' + made.body.id;
    const patch = (name, body, headers) => desk.call(name, 'PATCH', at, body, headers);
    assert.equal((await patch('helena', { title: 'x' })).status, 428);
    assert.equal((await patch('ivo', { title: 'x' }, { 'if-match': '"1"' })).status, 404);
    const changed = await patch('helena', { title: 'Mine' }, { 'if-match': '"1"' });
    assert.equal(changed.status, 200);
    assert.equal(changed.body.version, 2);
    assert.equal(changed.body.query, 'assignee=me&open=true&sort=due');
    assert.equal((await patch('helena', { title: 'y' }, { 'if-match': '"1"' })).status, 412);
    assert.equal((await desk.call('ivo', 'DELETE', at)).status, 404);
    assert.equal((await desk.call('helena', 'DELETE', at, undefined, { 'if-match': '"1"' })).status, 412);
    assert.equal((await desk.call('helena', 'DELETE', at)).status, 204);
    assert.equal((await desk.call('helena', 'DELETE', at)).status, 404);
  },
  'for all is an administrator\'s, and "me" is whoever reads it': async (desk) => {
    assert.equal((await add(desk, 'helena', { title: 'All', query: '', scope: 'all' })).status, 403);
    const made = await add(desk, 'graca', { title: 'What I have', query: 'assignee=me', scope: 'all' });
    assert.equal(made.status, 201);
    assert.deepEqual(await titles(desk, 'jose'), ['What I have']);
    const number = await desk.issue();
    await desk.act('helena', number, 'acknowledge');
    const hers = (await counts(desk, 'helena'))[made.body.id];
    assert.ok(hers.count >= 1);
    assert.equal((await counts(desk, 'ivo'))[made.body.id].count, 0);
    assert.equal((await desk.call('helena', 'DELETE', '/api/v1/views/' + made.body.id)).status, 403, 'she sees it but may not');
    assert.equal((await desk.call('graca', 'DELETE', '/api/v1/views/' + made.body.id)).status, 204);
  },
  'a team\'s is for its members': async (desk) => {
    const organisation = (await desk.get('graca', '/api/v1/organisations')).body.items[0].name;
    const team = (await desk.post('graca', '/api/v1/teams', { name: 'reports', display: 'Reports', organisation })).body;
    assert.ok(team.id, JSON.stringify(team));
    for (const name of ['rui', 'sofia']) {
      const person = (await desk.get('graca', '/api/v1/people/' + name)).body;
      assert.equal((await desk.call('graca', 'PATCH', '/api/v1/people/' + person.id, { teams: ['reports'] })).status, 200);
    }
    assert.equal((await add(desk, 'helena', { title: 'Theirs', query: '', scope: 'team', team: 'reports' })).status, 403);
    const made = await add(desk, 'rui', { title: 'Ours', query: 'team=reports', scope: 'team', team: 'reports' });
    assert.equal(made.status, 201, made.text);
    assert.deepEqual(made.body.team, { id: team.id, name: 'Reports' });
    assert.deepEqual(await titles(desk, 'sofia'), ['Ours']);
    assert.deepEqual(await titles(desk, 'helena'), []);
    const at = '/api/v1/views/' + made.body.id;
    assert.equal((await desk.call('sofia', 'PATCH', at, { title: 'Ours, all' }, { 'if-match': '"1"' })).body.owner.name, made.body.owner.name);
    assert.equal((await desk.call('sofia', 'DELETE', at)).status, 204);
  },
  'a query is read as a list reads it': async (desk) => {
    const refused = async (body, words) => {
      const answer = await add(desk, 'helena', body);
      assert.equal(answer.status, 400, JSON.stringify(body));
      if (words) assert.match(answer.body.detail, words);
    };
    await refused({ title: 'x', query: 'assigne=me' }, /assignee/);
    await refused({ title: 'x', query: 'assignee=nobody-there' }, /nobody-there/);
    await refused({ title: 'x', query: 'sort=height' }, /sort/);
    await refused({ title: 'x', query: 'cursor=abc' });
    await refused({ title: 'x', query: 'open=true&open=false' });
    await refused({ title: '   ', query: '' });
    await refused({ title: 'x'.repeat(101), query: '' });
    await refused({ title: 'x', query: '', scope: 'shipped' });
    await refused({ title: 'x', query: '', scope: 'team' });
    await refused({ title: 'x', query: '', team: 'reports' });
    await refused({ query: '' });
    await refused({ title: 'x', query: '', owner: 'ivo' });
    assert.equal((await desk.get('helena', '/api/v1/views/counts?ids=' + Array(51).fill('mine').join(','))).status, 400);
  },
  'a repeat with the same key makes one view': async (desk) => {
    const key = { 'idempotency-key': 'view-1' };
    const first = await add(desk, 'ivo', { title: 'Once', query: '' }, key);
    const again = await add(desk, 'ivo', { title: 'Once', query: '' }, key);
    assert.equal(again.status, 201);
    assert.equal(again.headers.get('idempotent-replay'), 'true');
    assert.deepEqual(again.body, first.body);
    assert.equal((await add(desk, 'ivo', { title: 'Twice', query: '' }, key)).status, 422);
    assert.deepEqual(await titles(desk, 'ivo'), ['Once']);
    const only = await counts(desk, 'ivo', `?ids=${first.body.id}`);
    assert.deepEqual(Object.keys(only), [first.body.id]);
  },
};
