import assert from 'node:assert/strict';

const standing = (desk, name, query = '') => desk.read(name, '/api/v1/reports/standing' + query);
const group = (report, by) => Object.fromEntries(report.groups.find((one) => one.by === by).rows.map((row) => [row.title ?? row.value, row]));

export const scenarios = {
  'figures are counted, and each opens the list of its records': async (desk) => {
    const [first] = [await desk.issue('jose'), await desk.issue('jose'), await desk.issue('martine')];
    await desk.act('helena', first, 'acknowledge');
    const report = await standing(desk, 'helena', '?process=epts-support');
    assert.equal(report.at, '2014-01-20T06:00:00Z');
    assert.equal(report.partial, false);
    assert.deepEqual(report.headline.map((one) => [one.name, one.count, one.more]), [['open', 3, false], ['late', 0, false], ['unassigned', 2, false]]);
    const states = group(report, 'state');
    assert.deepEqual([states['Logged'].count, states['In work'].count], [2, 1]);
    assert.equal(group(report, 'holder')['Central triage'].count, 3);
    assert.equal(group(report, 'priority')['High'].count, 3);
    assert.equal(group(report, 'assignee')['Helena Mucavele'].count, 1);
    assert.equal(group(report, 'organisation')['Boane Health Centre'].count, 2);
    let opened = 0;
    for (const figure of [...report.headline, ...report.groups.flatMap((one) => one.rows)]) {
      if (figure.query === null) continue;
      const list = await desk.get('helena', `/api/v1/records?count=true&limit=1&${figure.query}`);
      assert.equal(list.status, 200, figure.query);
      assert.equal(list.body.count, figure.count, figure.query);
      ++opened;
    }
    assert.ok(opened >= 10);
    assert.equal(report.flow.length, 14);
    assert.deepEqual(report.flow.at(-1), { day: '2014-01-20', logged: 3, resolved: 0 });
    assert.equal(report.flow[0].day, '2014-01-07');
  },
  'it holds only what the caller may know': async (desk) => {
    const all = (await standing(desk, 'helena')).headline[0].count;
    const his = await standing(desk, 'jose');
    assert.equal(his.headline[0].count, 2);
    assert.ok(his.headline[0].count < all);
    assert.deepEqual(Object.keys(group(his, 'organisation')), ['Boane Health Centre']);
  },
  'what is past its deadline is late': async (desk) => {
    await desk.clock('2014-01-21T12:00:00+02:00');
    const report = await standing(desk, 'helena', '?process=epts-support');
    const list = (await desk.get('helena', '/api/v1/records?process=epts-support&open=true&limit=200')).body.items;
    const late = list.filter((one) => one.due !== null && Date.parse(one.due) <= Date.parse(report.at)).length;
    assert.ok(late > 0);
    const figure = report.headline.find((one) => one.name === 'late');
    assert.equal(figure.count, late);
    const opens = await desk.get('helena', `/api/v1/records?count=true&limit=1&${figure.query}`);
    assert.equal(opens.body.count, late);
    assert.equal(report.groups[0].rows.reduce((sum, row) => sum + row.late, 0), late);
    assert.deepEqual(report.flow.slice(-2).map((one) => one.logged), [3, 0]);
  },
  'reports are listed, and unknown processes refused': async (desk) => {
    assert.deepEqual((await desk.get('jose', '/api/v1/reports')).body.items.map((one) => one.name), ['standing', 'flow', 'custody', 'hours', 'conformance']);
    const answer = await desk.get('helena', '/api/v1/reports/standing?process=epts-suport');
    assert.equal(answer.status, 400);
    assert.match(answer.body.detail, /did you mean 'epts-support'/);
    assert.equal((await desk.get('helena', '/api/v1/reports/height')).status, 404);
  },
};
