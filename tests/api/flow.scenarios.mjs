import assert from 'node:assert/strict';
import { done } from './desk.mjs';

const flow = (desk, name, query = '') => desk.read(name, '/api/v1/reports/flow?process=epts-support&type=issue' + query);
const conformance = (desk, name, query = '') => desk.read(name, '/api/v1/reports/conformance?process=epts-support&type=issue' + query);
const behind = (desk, name, figure, query = '') =>
  desk.read(name, `/api/v1/reports/flow/records?process=epts-support&type=issue&figure=${encodeURIComponent(figure)}${query}`);

// Every line with a figure, with the number that it counts.
function figures_in(report) {
  const found = [];
  const look = (value) => {
    if (Array.isArray(value)) return value.forEach(look);
    if (value === null || typeof value !== 'object') return;
    if (typeof value.figure === 'string') {
      const counted = value.records ?? value.met + value.met_late + value.breached + value.running + value.cancelled;
      found.push([value.figure, counted]);
    }
    for (const [name, figure] of Object.entries(value.figures ?? {})) found.push([figure, value[name]]);
    Object.entries(value).forEach(([name, inner]) => name !== 'figures' && look(inner));
  };
  look(report);
  return found;
}

async function every_figure_opens(desk, name, report, query) {
  const found = figures_in(report);
  for (const [figure, counted] of found) {
    const list = await behind(desk, name, figure, query + '&limit=1&count=true');
    assert.equal(list.count, counted, figure);
    assert.equal(list.items.length, Math.min(1, counted), figure);
  }
  return found.length;
}

export const scenarios = {
  'what a record went through is counted': async (desk) => {
    desk.first = await desk.issue('jose');
    await done(desk.act('helena', desk.first, 'acknowledge'));
    await desk.clock('2014-01-20T12:00:00+02:00');
    await done(desk.act('helena', desk.first, 'resolve', { fields: { solution: 'Restarted the report service and checked that it prints again.' } }));
    await desk.clock('2014-02-03T09:00:00+02:00');
    desk.second = await desk.issue('martine');
    const report = await flow(desk, 'helena');
    assert.deepEqual([report.process, report.type, report.from, report.to, report.partial], ['epts-support', 'issue', null, null, false]);
    assert.deepEqual([report.records, report.open], [2, 1]);
    assert.deepEqual(report.months.map((one) => [one.month, one.records, one.resolved]), [['2014-01', 1, 1], ['2014-02', 1, 0]]);
    assert.deepEqual([report.to_resolve.records, report.to_resolve.median_s, report.to_resolve.p90_s], [1, 4 * 3600, 4 * 3600]);
    assert.deepEqual(report.to_resolve.by_priority.map((one) => one.priority), ['High']);
    assert.equal(report.variants_total, report.variants.length);
    assert.equal(report.held_by.reduce((sum, one) => sum + one.legs, 0) >= 2, true);
    const states = [...new Set(report.transitions.flatMap((one) => [one.from, one.to]))];
    assert.ok(states.includes('resolved'), String(states));
    assert.ok((await every_figure_opens(desk, 'helena', report, '')) > 20);
  },
  'standing tells what was resolved on each day': async (desk) => {
    await desk.clock('2014-02-03T10:00:00+02:00');
    const third = await desk.issue('jose');
    await done(desk.act('helena', third, 'acknowledge'));
    await done(desk.act('helena', third, 'resolve', { fields: { solution: 'Restarted the report service and checked that it prints again.' } }));
    const report = await desk.read('helena', '/api/v1/reports/standing?process=epts-support');
    assert.deepEqual(report.flow.at(-1), { day: '2014-02-03', logged: 2, resolved: 1 });
  },
  'a period is of the beginning of records': async (desk) => {
    const january = await flow(desk, 'helena', '&from=2014-01-01&to=2014-02-01');
    assert.deepEqual([january.from, january.to, january.records], ['2014-01-01', '2014-02-01', 1]);
    assert.equal((await flow(desk, 'helena', '&from=2014-01-20&to=2014-01-21')).records, 1);
    assert.equal((await flow(desk, 'helena', '&from=2014-01-21')).records, 2);
    assert.equal((await flow(desk, 'helena', '&to=2014-01-20')).records, 0);
    await every_figure_opens(desk, 'helena', january, '&from=2014-01-01&to=2014-02-01');
    const list = await behind(desk, 'helena', january.figure, '&to=2014-02-01');
    assert.deepEqual(list.items.map((one) => one.number), [desk.first]);
  },
  'the records behind a figure come newest first, page by page, to whom the cursor was given': async (desk) => {
    const { figure } = await flow(desk, 'helena');
    const first = await behind(desk, 'helena', figure, '&limit=2');
    assert.equal(first.items.length, 2);
    const second = await behind(desk, 'helena', figure, '&limit=2&cursor=' + first.next);
    assert.deepEqual([second.items.length, second.next], [1, null]);
    const numbers = [...first.items, ...second.items].map((one) => one.number);
    assert.equal(new Set(numbers).size, 3);
    assert.equal(numbers.at(-1), desk.first);
    const others = await desk.get('ivo', `/api/v1/reports/flow/records?figure=${figure}&limit=2&cursor=${first.next}`);
    assert.equal(others.status, 400);
    const another = await desk.get('helena', `/api/v1/reports/flow/records?figure=open&limit=2&cursor=${first.next}`);
    assert.equal(another.status, 400);
  },
  'everybody gets figures of what she may know': async (desk) => {
    const his = await flow(desk, 'jose');
    assert.equal(his.records, 2);
    await every_figure_opens(desk, 'jose', his, '');
    const hers = await flow(desk, 'martine');
    assert.equal(hers.records, 1);
    const list = await behind(desk, 'martine', hers.figure);
    assert.deepEqual(list.items.map((one) => one.number), [desk.second]);
    assert.equal((await conformance(desk, 'martine')).records, 1);
  },
  'what the desk let happen, its process allows': async (desk) => {
    const report = await conformance(desk, 'helena');
    assert.ok(report.transitions_total >= 4);
    assert.equal(report.allowed + report.other, report.transitions_total);
    assert.equal(report.other, 0);
    for (const one of report.transitions) {
      assert.equal(one.allowed, true);
      assert.ok(one.acts.length > 0);
      assert.ok(one.examples.length >= 1 && one.examples.length <= 5);
      assert.equal(one.by.reduce((sum, each) => sum + each.times, 0), one.times);
    }
    const resolved = report.transitions.find((one) => one.acts.includes('resolve'));
    assert.equal(resolved.by[0].person.name, 'Helena Mucavele');
    assert.deepEqual(report.starts.map((one) => [one.records, one.allowed]), [[3, true]]);
    assert.ok((await every_figure_opens(desk, 'helena', report, '')) > 3);
  },
  'as comma-separated values they are files that say the same': async (desk) => {
    const report = await flow(desk, 'helena');
    const file = await desk.get('helena', '/api/v1/reports/flow?process=epts-support&format=csv&from=2014-01-01');
    assert.equal(file.status, 200);
    assert.equal(file.headers.get('content-type'), 'text/csv; charset=utf-8');
    assert.equal(file.headers.get('content-disposition'), 'attachment; filename="flow-epts-support-issue-from-2014-01-01.csv"');
    const lines = file.text.split('\r\n');
    assert.equal(lines[0], 'section,of,detail,measure,value');
    assert.ok(lines.includes('all,,,records,3'));
    assert.ok(lines.includes('months,2014-01,,resolved,1'));
    for (const one of report.transitions) assert.ok(lines.includes(`transitions,${one.from},${one.to},times,${one.times}`));
    assert.equal(lines.at(-1), '');
    const other = await desk.get('helena', '/api/v1/reports/conformance?process=epts-support&format=csv');
    assert.equal(other.headers.get('content-disposition'), 'attachment; filename="conformance-epts-support-issue.csv"');
    assert.ok(other.text.startsWith('section,from,to,allowed,acts,person,measure,value,examples\r\n'));
    assert.ok(other.text.includes(',Helena Mucavele,times,'));
  },
  'what cannot be asked is said': async (desk) => {
    const refused = async (path, sentence) => {
      const answer = await desk.get('helena', path);
      assert.equal(answer.status, 400, path);
      assert.match(answer.body.detail, sentence, path);
    };
    await refused('/api/v1/reports/flow?process=epts-suport', /did you mean 'epts-support'/);
    await refused('/api/v1/reports/flow?process=epts-support&type=isue', /did you mean 'issue'/);
    await refused('/api/v1/reports/flow?process=epts-support&type=itil-starter/incident', /is not of the process|there is no/);
    await refused('/api/v1/reports/flow?from=20140101', /no date such as/);
    await refused('/api/v1/reports/flow?from=2014-02-30', /no date such as/);
    await refused('/api/v1/reports/flow?from=2014-02-02&to=2014-02-01', /ends before it begins/);
    await refused('/api/v1/reports/flow?format=xml', /json or csv/);
    await refused('/api/v1/reports/flow/records', /which one/);
    await refused('/api/v1/reports/flow/records?figure=everything', /no figure/);
    await refused('/api/v1/reports/flow/records?figure=all&cursor=x', /cursor/);
    assert.equal((await flow(desk, 'helena', '')).process, (await desk.read('helena', '/api/v1/reports/flow?type=epts-support/issue')).process);
  },
};
