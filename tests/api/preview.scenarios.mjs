import assert from 'node:assert/strict';

const ask = (desk, name, body) => desk.post(name, '/api/v1/preview', { type: 'epts-support/issue', ...body });
const missing = (answer) => answer.body.unmet.map((one) => one.field);

export const scenarios = {
  'what logging would give is told, and is what it gives': async (desk) => {
    const fields = { urgency: 'job_stopped', impact: 'single_user' };
    const before = (await desk.get('helena', '/api/v1/records?count=true&limit=1')).body.count;
    const seen = await ask(desk, 'jose', { fields });
    assert.equal(seen.status, 200, seen.text);
    assert.deepEqual(missing(seen), ['title']);
    const { why, ...priority } = seen.body.priority;
    assert.deepEqual(priority, { value: 'High', rank: 3, title: 'High' });
    assert.deepEqual(why, {
      table: 'priority',
      title: 'Priority',
      row: 2,
      inputs: [
        { field: 'urgency', title: 'Urgency', value: 'job_stopped', value_title: 'Job stopped' },
        { field: 'impact', title: 'Impact', value: 'single_user', value_title: 'Single user' },
      ],
    });
    assert.equal((await desk.get('helena', '/api/v1/records?count=true&limit=1')).body.count, before, 'nothing was written');
    const logged = (await desk.post('jose', '/api/v1/records', { type: 'epts-support/issue', title: 'T', fields })).body;
    assert.equal(seen.body.holder.role, logged.holder.role);
    assert.deepEqual(seen.body.clocks.map((one) => [one.name, one.limit_s, one.due]), logged.clocks.map((one) => [one.name, one.limit_s, one.due]));
    assert.deepEqual(logged.priority.why, why);
    assert.deepEqual(missing(await ask(desk, 'jose', { title: 'T', fields })), []);
  },
  'what is not known yet is not told': async (desk) => {
    const seen = await ask(desk, 'jose', { fields: { urgency: 'job_stopped' } });
    assert.equal(seen.body.priority, null);
    assert.deepEqual(seen.body.clocks, []);
    assert.equal(seen.body.holder.role, 'tier_2');
    assert.deepEqual(missing(seen), ['title', 'impact']);
    const nothing = await ask(desk, 'jose', {});
    assert.deepEqual(missing(nothing), ['title', 'urgency', 'impact']);
    const wrong = await ask(desk, 'jose', { title: 'T', fields: { urgency: 'job_stoped', impact: 'single_user' } });
    assert.equal(wrong.status, 200);
    assert.match(wrong.body.unmet[0].why, /job_stopped/);
  },
  'who may not log is told so': async (desk) => {
    assert.equal((await ask(desk, 'jose', { reporter: 'janice' })).status, 403);
    assert.equal((await ask(desk, 'mario', {})).status, 403);
    assert.equal((await desk.post('jose', '/api/v1/preview', { type: 'epts-support/nothing' })).status, 400);
    assert.equal((await desk.post('jose', '/api/v1/preview', { type: 'nothing/issue' })).status, 400);
    assert.equal((await desk.post('jose', '/api/v1/preview', { type: 'epts-support/issue', titel: 'x' })).status, 400);
  },
};
