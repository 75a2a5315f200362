import assert from 'node:assert/strict';

export const scenarios = {
  'a record is logged, worked and resolved': async (desk) => {
    const logged = await desk.post('jose', '/api/v1/records', {
      type: 'epts-support/issue',
      title: 'Monthly report fails',
      description: 'An error after a minute.',
      channel: 'web',
      fields: { urgency: 'job_stopped', impact: 'single_user' },
    });
    assert.equal(logged.status, 201);
    const record = logged.body;
    assert.equal(logged.headers.get('location'), '/api/v1/records/' + record.number);
    assert.equal(logged.headers.get('etag'), `"${record.version}"`);
    const { why, ...priority } = record.priority;
    assert.deepEqual(priority, { value: 'High', rank: 3 });
    assert.deepEqual([why.table, why.row, why.inputs.map((one) => `${one.title}: ${one.value_title}`)], ['priority', 2, ['Urgency: Job stopped', 'Impact: Single user']]);
    assert.equal(record.holder.role, 'tier_2');
    assert.equal(record.reporter.name, 'José Tembe');
    assert.equal(record.fields.facility.name, 'Boane Health Centre');
    assert.equal(record.clocks.find((one) => one.name === 'response').due, '2014-01-20T07:00:00Z');

    const taken = await desk.act('helena', record.number, 'acknowledge');
    assert.equal(taken.status, 200);
    assert.equal(taken.body.state, 'working');
    assert.equal(taken.body.holder.person.name, 'Helena Mucavele');
    assert.equal(taken.body.clocks.find((one) => one.name === 'response').state, 'met');

    const short = await desk.act('helena', record.number, 'resolve', { fields: { solution: 'done' } });
    assert.equal(short.status, 422);
    assert.equal(short.body.unmet[0].field, 'solution');

    const resolved = await desk.act('helena', record.number, 'resolve', { fields: { solution: 'Restarted the report service; the report now ends.' } });
    assert.equal(resolved.body.state, 'resolved');
    const read = await desk.get('jose', '/api/v1/records/' + record.number);
    assert.equal(read.body.state, 'resolved');
    assert.equal(read.body.version, resolved.body.version);
  },
  'what happens next is said in the record and in each row': async (desk) => {
    const number = await desk.issue();
    const next = async (language = 'en') => {
      const headers = { 'accept-language': language };
      const read = (await desk.get('helena', '/api/v1/records/' + number, headers)).body.next_step;
      const rows = (await desk.get('helena', '/api/v1/records?sort=-number&limit=1', headers)).body.items;
      assert.equal(rows[0].number, number);
      assert.deepEqual(rows[0].next_step, read);
      return read;
    };
    assert.deepEqual(await next(), { kind: 'act', title: 'Acknowledge', act: 'acknowledge', for: 'tier_2' });
    assert.equal((await next('pt')).title, 'Confirmar');
    await desk.act('helena', number, 'acknowledge');
    await desk.act('helena', number, 'ask', { comment: 'Which room?' });
    assert.deepEqual(await next(), { kind: 'wait', title: 'Waiting for the reporter', for: 'reporter' });
    await desk.act('jose', number, 'answer', { comment: 'The second.' });
    const resolved = await desk.act('helena', number, 'resolve', { fields: { solution: 'Restarted the report service; the report now ends.' } });
    const step = await next();
    assert.equal(step.kind, 'auto');
    assert.equal(step.act, 'close');
    assert.equal(Date.parse(step.at), Date.parse(resolved.body.updated) + 5 * 24 * 3600 * 1000);
    await desk.act('jose', number, 'close');
    assert.deepEqual(await next(), { kind: 'none', title: 'Closed' });
  },
  'refusals say which class they are, the first that holds': async (desk) => {
    const number = await desk.issue();
    assert.equal((await desk.act('martine', number, 'acknowledge')).status, 404, 'she may not know it');
    assert.equal((await desk.act('jose', number, 'acknowledge')).status, 403, 'he sees it but does not hold it');
    assert.equal((await desk.act('helena', number, 'resolve', { fields: { solution: 'x'.repeat(30) } })).status, 409, 'not from logged');
    assert.equal((await desk.act('helena', number, 'acknowledge', {}, { 'if-match': '"99"' })).status, 412);
    assert.equal((await desk.act('helena', number, 'refer', {})).status, 422, 'needs a comment');
    assert.equal((await desk.act('helena', number, 'escalate')).status, 403, 'the desk alone');
    assert.equal((await desk.act('helena', number, 'no_such_act')).status, 404);
  },
  'what is missing is listed all at once': async (desk) => {
    const answer = await desk.post('helena', '/api/v1/records', { type: 'epts-support/issue', title: '', fields: { planned: '2014-01-21T08:00:00Z', urgensy: 'job_stopped' } });
    assert.equal(answer.status, 422);
    const fields = answer.body.unmet.map((one) => one.field);
    for (const field of ['title', 'urgency', 'impact', 'urgensy', 'planned']) assert.ok(fields.includes(field), `${field} in ${fields}`);
    assert.match(answer.body.unmet.find((one) => one.field === 'urgensy').why, /urgency/);
  },
  'values are held against their types': async (desk) => {
    const refused = async (fields, field) => {
      const answer = await desk.post('jose', '/api/v1/records', { type: 'epts-support/issue', title: 'T', fields: { urgency: 'job_stopped', impact: 'single_user', ...fields } });
      assert.equal(answer.status, 422, JSON.stringify(fields));
      assert.ok(answer.body.unmet.some((one) => one.field === field), answer.text);
    };
    await refused({ urgency: 'very' }, 'urgency');
    await refused({ urgency: 3 }, 'urgency');
    await refused({ facility: 'no_such_place' }, 'facility');
    await refused({ facility: 'central' }, 'facility');
    await refused({ experienced: 'yesterday' }, 'experienced');
    await refused({ priority: 'Critical' }, 'priority');
  },
  'a computed priority follows its fields': async (desk) => {
    const number = await desk.issue();
    const record = await desk.get('helena', '/api/v1/records/' + number);
    const edited = await desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { impact: 'multiple_users' } }, { 'if-match': record.headers.get('etag') });
    assert.equal(edited.status, 200);
    assert.deepEqual([edited.body.priority.value, edited.body.priority.rank, edited.body.priority.why.row], ['Urgent', 2, 3]);
    assert.equal((await desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { impact: 'software_wide' } }, { 'if-match': record.headers.get('etag') })).status, 412);
    assert.equal((await desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { impact: 'software_wide' } })).status, 428);
  },
  'what changes nothing is no event': async (desk) => {
    const number = await desk.issue();
    await desk.act('helena', number, 'take');
    const before = await desk.get('helena', '/api/v1/records/' + number);
    const entries = async () => (await desk.get('helena', `/api/v1/records/${number}/timeline`)).body.items.length;
    const count = await entries();
    const key = { 'idempotency-key': 'nothing-' + number, 'if-match': before.headers.get('etag') };
    const edit = () => desk.call('helena', 'PATCH', '/api/v1/records/' + number, { fields: { impact: 'single_user', title: before.body.title } }, key);
    for (const answer of [await edit(), await edit()]) {
      assert.equal(answer.status, 200);
      assert.equal(answer.body.version, before.body.version);
      assert.equal(answer.headers.get('etag'), before.headers.get('etag'));
    }
    assert.equal((await edit()).headers.get('idempotent-replay'), 'true');
    assert.equal((await desk.act('helena', number, 'take')).body.version, before.body.version);
    assert.equal((await desk.act('helena', number, 'watch', { fields: { on: false } })).body.version, before.body.version);
    assert.equal(await entries(), count);
    const said = await desk.act('helena', number, 'edit', { fields: { impact: 'single_user' }, comment: { text: 'Nothing to change.', audience: 'internal' } });
    assert.equal(said.status, 200);
    assert.equal(await entries(), count + 1, 'what was said with it is kept');
  },
  'who else watches is for those who work on it': async (desk) => {
    const number = await desk.issue();
    for (const person of ['jose', 'martine']) await desk.act('helena', number, 'watch', { fields: { person, on: true } });
    const names = async (person) => (await desk.get(person, '/api/v1/records/' + number)).body.watchers.map((one) => one.name);
    assert.equal((await names('helena')).length, 2);
    assert.deepEqual(await names('jose'), ['José Tembe']);
    assert.deepEqual((await names('martine')).length, 1);
  },
  'logging for somebody else says who may': async (desk) => {
    const answer = await desk.post('jose', '/api/v1/records', { type: 'epts-support/issue', title: 'For Janice', reporter: 'janice', fields: { urgency: 'job_stopped', impact: 'single_user' } });
    assert.equal(answer.status, 403);
    assert.match(answer.body.detail, /only for yourself; for somebody else it is for On-site support or Central triage/);
  },
  'a repeat with the same key is one act': async (desk) => {
    const body = { type: 'epts-support/issue', title: 'Once', fields: { urgency: 'job_stopped', impact: 'single_user' } };
    const key = { 'idempotency-key': 'once-1' };
    const first = await desk.post('jose', '/api/v1/records', body, key);
    const again = await desk.post('jose', '/api/v1/records', body, key);
    assert.equal(again.status, 201);
    assert.equal(again.body.number, first.body.number);
    assert.equal(again.headers.get('location'), first.headers.get('location'));
    assert.equal(again.headers.get('idempotent-replay'), 'true');
    assert.equal(first.headers.get('idempotent-replay'), null);
    assert.equal((await desk.post('jose', '/api/v1/records', { ...body, title: 'Twice' }, key)).status, 422);
    const another = await desk.post('martine', '/api/v1/records', body, key);
    assert.notEqual(another.body.number, first.body.number);
    const together = await Promise.all(Array.from({ length: 20 }, () => desk.post('jose', '/api/v1/records', body, { 'idempotency-key': 'once-2' })));
    assert.equal(new Set(together.map((one) => one.body.number)).size, 1);
    assert.equal(together.filter((one) => !one.headers.get('idempotent-replay')).length, 1);
    await desk.act('helena', first.body.number, 'acknowledge');
    assert.equal((await desk.post('jose', '/api/v1/records', body, key)).body.state, 'working', 'the record as it is now');
  },
  'built-in acts: assign, take, comment, watch, link': async (desk) => {
    const number = await desk.issue();
    const assigned = await desk.act('helena', number, 'assign', { fields: { person: 'ivo' } });
    assert.equal(assigned.body.holder.person.name, 'Ivo Chissano');
    assert.equal((await desk.act('helena', number, 'assign', { fields: { person: 'rui' } })).status, 422, 'not of the holding role');
    assert.equal((await desk.act('helena', number, 'take')).body.holder.person.name, 'Helena Mucavele');
    const by_lists_word = await desk.act('helena', number, 'assign', { fields: { assignee: 'ivo' } });
    assert.equal(by_lists_word.body.holder.person.name, 'Ivo Chissano');
    assert.equal((await desk.act('helena', number, 'assign', { fields: { assignee: 'ivo', person: 'ivo' } })).status, 400);
    assert.equal((await desk.act('helena', number, 'assign', { fields: { assignee: null } })).body.holder.person, undefined);
    assert.equal((await desk.act('helena', number, 'take')).body.holder.person.name, 'Helena Mucavele');
    assert.equal((await desk.act('jose', number, 'take')).status, 403);
    assert.equal((await desk.act('helena', number, 'watch', { fields: { on: true } })).body.watchers.length, 1);
    assert.equal((await desk.act('helena', number, 'watch', { fields: { on: false } })).body.watchers.length, 0);
    assert.equal((await desk.act('helena', number, 'comment', { comment: { text: 'Looked at it.', audience: 'internal' } })).status, 200);
    const article = await desk.post('rui', '/api/v1/records', { type: 'epts-support/article', title: 'Reports that fail', fields: { solution: 'Restart the service.' } });
    assert.equal(article.status, 201, article.text);
    const linked = await desk.act('helena', number, 'link', { links: [{ link: 'articles', number: article.body.number }] });
    assert.equal(linked.status, 200, linked.text);
    assert.deepEqual(linked.body.links.map((one) => [one.link, one.number]), [['articles', article.body.number]]);
    const back = await desk.get('helena', '/api/v1/records/' + article.body.number);
    assert.deepEqual(back.body.links.map((one) => [one.link, one.number]), [['issues', number]]);
    assert.equal((await desk.act('helena', number, 'link', { links: [{ link: 'articles', number: 'EPTS-99999' }] })).status, 422);
    const removed = await desk.act('helena', number, 'link', { links: [{ link: 'articles', number: article.body.number, remove: true }] });
    assert.deepEqual(removed.body.links, []);
    const timeline = await desk.get('helena', `/api/v1/records/${number}/timeline`);
    const told = new Set(timeline.body.items.flatMap((entry) => (entry.changes ?? []).map((change) => change.what)));
    for (const what of ['field', 'priority', 'state', 'holder', 'clock', 'assigned', 'watching', 'not_watching', 'link', 'unlink'])
      assert.ok(told.has(what), `the timeline tells of ${what}`);
  },
  'a process is told whole: what its forms, its picture and its tables are made of': async (desk) => {
    const { items } = (await desk.get('helena', '/api/v1/processes')).body;
    assert.ok(items.length >= 2);
    for (const { id, version } of items) {
      const { body } = await desk.get('helena', `/api/v1/processes/${id}?version=${version}`);
      for (const type of body.types) {
        const states = new Set(type.states.map((state) => state.name));
        assert.deepEqual(new Set(type.diagram.nodes.map((node) => node.name)), states);
        const wholes = new Set((type.wholes ?? []).map((whole) => whole.name));
        assert.deepEqual(type.diagram.edges.map((edge) => edge.act), type.acts.map((act) => act.name), 'an edge an act, however many states it leads out of');
        for (const edge of type.diagram.edges) assert.ok((edge.to === null || states.has(edge.to)) && edge.from.every((state) => states.has(state) || wholes.has(state)), edge.act);
      }
    }
  },
  'possible acts say what is allowed, what is missing and why not': async (desk) => {
    const number = await desk.issue();
    const acts = Object.fromEntries((await desk.get('helena', '/api/v1/records/' + number)).body.acts.map((one) => [one.name, one]));
    assert.equal(acts.acknowledge.allowed, true);
    assert.equal(acts.resolve.allowed, false);
    assert.match(acts.resolve.why_not, /\w/);
    assert.equal(acts.refer.needs.find((one) => one.what === 'comment').met, false);
    assert.equal(acts.escalate, undefined, 'what the desk does alone is not offered');
    const his = Object.fromEntries((await desk.get('jose', '/api/v1/records/' + number)).body.acts.map((one) => [one.name, one]));
    assert.equal(his.acknowledge.allowed, false);
  },
  'what may not be known does not exist': async (desk) => {
    const number = await desk.issue('jose');
    const hidden = await desk.get('martine', '/api/v1/records/' + number);
    const absent = await desk.get('martine', '/api/v1/records/EPTS-99999');
    assert.equal(hidden.status, 404);
    assert.equal(hidden.text, absent.text);
    for (const path of ['/timeline', '/attachments/00000000000000000000000000000001'])
      assert.equal((await desk.get('martine', `/api/v1/records/${number}${path}`)).text, absent.text);
    assert.equal((await desk.post('martine', `/api/v1/records/${number}/comments`, { text: 'hello' })).text, absent.text);
    assert.equal((await desk.call('martine', 'PATCH', `/api/v1/records/${number}`, { fields: {} }, { 'if-match': '"1"' })).text, absent.text);
  },
};
