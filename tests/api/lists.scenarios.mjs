import assert from 'node:assert/strict';

// A small desk's worth of records, so that every filter has something to find and something to leave out.
let numbers;
const fill = async (desk) => {
  if (numbers) return numbers;
  numbers = {};
  numbers.a = await desk.issue('jose', { title: 'Alpha report' });
  await desk.clock('2014-01-20T08:10:00+02:00');
  numbers.b = await desk.issue('jose', { title: 'Beta login', fields: { urgency: 'patient_safety' } });
  await desk.clock('2014-01-20T08:20:00+02:00');
  numbers.c = await desk.issue('martine', { title: 'Gamma printer', fields: { urgency: 'not_affecting' } });
  await desk.clock('2014-01-20T08:25:00+02:00');
  numbers.d = await desk.issue('janice', { title: 'Delta report', fields: { impact: 'multiple_users' } });
  await desk.act('helena', numbers.a, 'acknowledge');
  await desk.act('ivo', numbers.d, 'acknowledge');
  await desk.act('ivo', numbers.d, 'resolve', { fields: { solution: 'Rebooted the gateway and tested it.' } });
  return numbers;
};
const found = async (desk, name, query) => {
  const answer = await desk.get(name, '/api/v1/records?' + query);
  assert.equal(answer.status, 200, answer.text);
  return answer.body.items.map((one) => one.number);
};
const same = async (desk, query, letters, name = 'helena') => {
  const all = await fill(desk);
  const wanted = [...letters].map((letter) => all[letter]).sort();
  assert.deepEqual((await found(desk, name, query)).sort(), wanted, query);
  const counted = await desk.get(name, `/api/v1/records?${query}${query ? '&' : ''}count=true&limit=1`);
  assert.equal(counted.body.count, wanted.length, query + ' counted');
};

export const scenarios = {
  'each filter finds what it names and nothing else': async (desk) => {
    await same(desk, '', 'abcd');
    await same(desk, 'process=epts-support', 'abcd');
    await same(desk, 'process=itil-starter', '');
    await same(desk, 'type=issue', 'abcd');
    await same(desk, 'type=epts-support/issue', 'abcd');
    await same(desk, 'type=visit', '');
    await same(desk, 'kind=incident', 'abcd');
    await same(desk, 'state=working', 'a');
    await same(desk, 'open=true', 'abc');
    await same(desk, 'open=false', 'd');
    await same(desk, 'priority=Critical', 'b');
    await same(desk, 'rank=4', 'c');
    await same(desk, 'assignee=helena', 'a');
    await same(desk, 'assignee=me', 'a');
    await same(desk, 'assignee=' + (await desk.get('helena', '/api/v1/people/ivo')).body.id, 'd');
    await same(desk, 'holder=tier_2', 'abcd');
    await same(desk, 'holder=tier_3', '');
    await same(desk, 'organisation=cs_boane', 'ab');
    await same(desk, 'reporter=jose', 'ab');
    await same(desk, 'reporter=me', 'ab', 'jose');
    await same(desk, 'service=anything', '');
    await same(desk, 'assignee=none', 'bc');
    await same(desk, 'holder=epts-support/tier_2', 'abcd');
    await same(desk, 'holder=mine', 'abcd');
    await same(desk, 'holder=mine&open=true', '', 'rui');
    await same(desk, 'holder=mine', '', 'jose');
    await same(desk, 'waiting=any', '');
    await same(desk, 'reopened=true', '');
    await same(desk, 'due_within=0m', '');
    await same(desk, 'due_within=36500d&sort=created', 'abc');
    const all = await fill(desk);
    await same(desk, `numbers=${all.a},${all.d},EPTS-99999`, 'ad');
    await same(desk, `numbers=${all.a},${all.d}`, 'a', 'jose');
    await same(desk, 'q=report', 'ad');
    await same(desk, 'q=report+alpha', 'a');
    await same(desk, 'q=nothing-of-the-sort', '');
    await same(desk, 'open=true&organisation=cs_boane&rank=1', 'b');
  },
  'names that do not exist are refused with the nearest right one': async (desk) => {
    const refused = async (query, words) => {
      const answer = await desk.get('helena', '/api/v1/records?' + query);
      assert.equal(answer.status, 400, query);
      assert.match(answer.body.detail, words, query);
    };
    await refused('state=workin', /'working'/);
    await refused('kind=incidents', /'incident'/);
    await refused('holder=tier_9', /'tier_\d'/);
    await refused('holder=epts-support/tier_9', /'tier_\d'/);
    await refused('type=isue', /'issue'/);
    await refused('process=epts-suport', /'epts-support'/);
    await refused('waiting=reportr', /'reporter'/);
    await refused('state=new&process=epts-support', /there is no 'new'/);
    await refused('type=epts-support/issue&process=itil-starter', /'epts-support'/);
    await refused('reopened=false', /true/);
    await refused('due_within=soon', /duration/);
    await refused('numbers=' + 'A-1,'.repeat(51), /50/);
  },
  'lists hold what the caller may know': async (desk) => {
    await same(desk, '', 'ab', 'jose');
    await same(desk, 'q=report', 'a', 'jose');
    await same(desk, '', 'cd', 'paulo');
    await same(desk, '', '', 'andre');
  },
  'sorts and their reverses': async (desk) => {
    const { a, b, c, d } = await fill(desk);
    assert.deepEqual(await found(desk, 'helena', 'sort=number'), [a, b, c, d]);
    assert.deepEqual(await found(desk, 'helena', 'sort=-number'), [d, c, b, a]);
    assert.deepEqual(await found(desk, 'helena', 'sort=created'), [a, b, c, d]);
    assert.deepEqual(await found(desk, 'helena', 'sort=priority&open=true'), [b, a, c]);
    const updated = await desk.get('helena', '/api/v1/records?sort=-updated');
    const stamps = updated.body.items.map((one) => one.updated);
    assert.deepEqual(stamps, [...stamps].sort().reverse());
    const due = (await desk.get('helena', '/api/v1/records?sort=due&open=true')).body.items.map((one) => one.due);
    assert.deepEqual(due, [...due].sort());
  },
  'pages join to the whole, and a cursor is bound to its list': async (desk) => {
    await fill(desk);
    for (const sort of ['due', 'created', '-updated', 'number', 'priority', '-priority']) {
      const whole = await found(desk, 'helena', 'sort=' + sort);
      const paged = [];
      let next = null;
      do {
        const page = (await desk.get('helena', `/api/v1/records?sort=${sort}&limit=1${next ? '&cursor=' + encodeURIComponent(next) : ''}`)).body;
        assert.ok(page.items.length <= 1);
        paged.push(...page.items.map((one) => one.number));
        next = page.next;
      } while (next);
      assert.deepEqual(paged, whole, sort);
    }
    const cursor = encodeURIComponent((await desk.get('helena', '/api/v1/records?limit=1')).body.next);
    assert.equal((await desk.get('helena', `/api/v1/records?limit=1&state=working&cursor=${cursor}`)).status, 400);
    assert.equal((await desk.get('ivo', `/api/v1/records?limit=1&cursor=${cursor}`)).status, 400);
  },
  // Last: what it changes is no longer as the others have it.
  'what waits, what is late and what was opened again is found': async (desk) => {
    const { a, b, d } = await fill(desk);
    await desk.act('helena', a, 'ask', { comment: 'Which room?' });
    await same(desk, 'waiting=any', 'a');
    await same(desk, 'waiting=reporter', 'a');
    await same(desk, 'waiting=vendor', '');
    const read = async (number) => (await desk.get('helena', '/api/v1/records/' + number)).body;
    assert.equal((await read(d)).reopened, 0);
    await desk.act('janice', d, 'reopen', { comment: 'It fails again.' });
    assert.equal((await read(d)).reopened, 1);
    await same(desk, 'reopened=true', 'd');
    const due = Date.parse((await read(b)).due) - Date.parse('2014-01-20T08:25:00+02:00');
    const minutes = Math.floor(due / 60_000);
    assert.deepEqual((await found(desk, 'helena', `due_within=${minutes}m`)).includes(b), true);
    assert.deepEqual((await found(desk, 'helena', `due_within=${minutes - 1}m`)).includes(b), false);
  },
};
