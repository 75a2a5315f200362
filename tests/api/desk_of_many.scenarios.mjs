import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const root = fileURLToPath(new URL('../../', import.meta.url));

export const scenarios = {
  'an administrator adds a calendar, an organisation, a team and a person, who can then work': async (desk) => {
    const add = async (path, body) => {
      const answer = await desk.post('graca', '/api/v1/' + path, body);
      assert.equal(answer.status, 201, answer.text);
      return answer.body;
    };
    await add('calendars', { name: 'night_hours', title: 'Nights', spec: { tz: 'Africa/Maputo', week: { mon: [['18:00', '24:00']] }, holidays: [] } });
    const organisation = await add('organisations', { name: 'cs_manhica', display: 'Manhiça Health Centre', kind: 'facility', calendar: 'night_hours' });
    assert.equal(organisation.calendar, 'night_hours');
    await add('teams', { name: 'manhica_team', display: 'Manhiça', organisation: 'cs_manhica' });
    const person = await add('people', { name: 'nelia', display: 'Nélia Sitoe', organisation: 'cs_manhica', teams: ['manhica_team'], roles: [{ process: 'epts-support', role: 'reporter' }], password: 'a long enough one' });
    assert.equal(person.display, 'Nélia Sitoe');
    desk.people.nelia = { name: 'nelia', password: 'a long enough one' };
    const number = await desk.issue('nelia', { title: 'First one' });
    const record = (await desk.get('nelia', '/api/v1/records/' + number)).body;
    assert.equal(record.organisation.name, 'Manhiça Health Centre');
    assert.equal(record.clocks.find((one) => one.name === 'response').due, '2014-01-20T17:00:00Z', 'counted in the night hours');
    const changed = await desk.call('graca', 'PATCH', '/api/v1/people/nelia', { display: 'Nélia S.', active: false });
    assert.equal(changed.body.display, 'Nélia S.');
    assert.equal((await desk.get('nelia', '/api/v1/me')).status, 401, 'no longer active');
  },
  'only administrators administer': async (desk) => {
    for (const [path, body] of [['people', { name: 'x1' }], ['organisations', { name: 'x1' }], ['teams', { name: 'x1' }], ['calendars', { name: 'x1', spec: {} }], ['processes', { id: 'x', files: {} }], ['processes/epts-support/activate', {}]])
      assert.equal((await desk.post('helena', '/api/v1/' + path, body)).status, 403, path);
    assert.equal((await desk.call('jose', 'PATCH', '/api/v1/people/jose', { administrator: true })).status, 403);
  },
  'entries are checked': async (desk) => {
    const refused = async (path, body, status) => assert.equal((await desk.post('graca', '/api/v1/' + path, body)).status, status, JSON.stringify(body));
    await refused('people', { name: 'helena', display: 'Another' }, 422);
    await refused('people', { name: 'x2', roles: [{ process: 'epts-support', role: 'emperor' }] }, 422);
    await refused('people', { name: 'x2', organisation: 'atlantis' }, 422);
    await refused('people', { name: 'x2', nickname: 'x' }, 400);
    await refused('people', { name: 'x2', password: 'short' }, 422);
    await refused('people', { name: 'Not A Handle!' }, 422);
    await refused('calendars', { name: 'x2', spec: { tz: 'Mars/Olympus', week: {} } }, 422);
    await refused('organisations', { name: 'x2', calendar: 'never' }, 422);
  },
  'the directory lists colleagues to staff and oneself to reporters': async (desk) => {
    assert.ok((await desk.get('helena', '/api/v1/people')).body.items.length > 10);
    assert.deepEqual((await desk.get('jose', '/api/v1/people')).body.items.map((one) => one.name), ['jose']);
    assert.equal((await desk.get('jose', '/api/v1/people/helena')).status, 404);
    assert.equal((await desk.get('helena', '/api/v1/people?role=tier_3')).body.items.length, 2);
    const first = (await desk.get('helena', '/api/v1/people?limit=3')).body;
    const second = (await desk.get('helena', '/api/v1/people?limit=3&cursor=' + first.next)).body;
    assert.equal(new Set([...first.items, ...second.items].map((one) => one.name)).size, 6);
    assert.ok((await desk.get('helena', '/api/v1/organisations?kind=facility')).body.items.length >= 3);
    assert.equal((await desk.get('helena', '/api/v1/teams?organisation=central')).body.items.length, 2);
    assert.equal((await desk.get('helena', '/api/v1/calendars/facility_hours')).status, 200);
    assert.equal((await desk.get('helena', '/api/v1/organisations/nowhere')).status, 404);
  },
  'who is on call is known for every role': async (desk) => {
    const all = (await desk.get('helena', '/api/v1/oncall?process=epts-support')).body.items;
    const tier3 = all.find((one) => one.role === 'tier_3');
    assert.deepEqual(tier3.people.map((one) => one.name).sort(), ['Rui Langa', 'Sofia Matola']);
    const tier2 = (await desk.get('helena', '/api/v1/oncall?role=tier_2&process=epts-support&at=2014-01-20T10:00:00Z')).body.items;
    assert.ok(tier2.length >= 1 && tier2.every((one) => one.role === 'tier_2'));
    const both = (await desk.get('helena', '/api/v1/oncall?role=epts-support/tier_2&at=2014-01-20T10:00:00Z')).body.items;
    assert.deepEqual(both, tier2);
    assert.equal((await desk.get('helena', '/api/v1/oncall?role=epts-support/tier_2&process=itil-starter')).status, 400);
    assert.equal((await desk.get('helena', '/api/v1/oncall?at=soon')).status, 400);
  },
  'a process with ten mistakes is refused with all of them': async (desk) => {
    const text = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');
    const wrong = text
      .replace('kind: incident', 'kind: accident')
      .replace('choice: urgency, required', 'choice: urgencie, required')
      .replace('from: logged\n', 'from: loged\n')
      .replace('by: holder\n        form: [planned]', 'by: tier_9\n        form: [planed]')
      .replace("state != 'working' ||", "state != 'workin' ||")
      .replace('resolve_or_escalate.due', 'resolve_or_escalat.due')
      .replace('breach: { do: escalate }', 'breach: { do: escalat }')
      .replace('[ tier_1, Critical, 1h,  30m  ]', '[ tier_1, Critcal, 1h,  30m  ]')
      .replace('calendar: facility.hours', 'calendar: facilty.hours')
      .replace('version: 1', 'version: 2');
    const answer = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': wrong } });
    assert.equal(answer.status, 422);
    assert.ok(answer.body.unmet.length >= 10, `${answer.body.unmet.length}\n${JSON.stringify(answer.body.unmet, null, 1)}`);
    assert.ok(answer.body.unmet.every((one) => /process\.yaml:\d+:\d+/.test(one.what + one.field + one.why)), answer.text);
    assert.equal((await desk.get('graca', '/api/v1/processes')).body.items.filter((one) => one.id === 'epts-support').length, 1);
  },
  'a YAML bomb is refused at once': async (desk) => {
    let bomb = 'a: &a [x,x,x,x,x,x,x,x,x]\n';
    for (let i = 0; i < 9; ++i) bomb += `${'bcdefghij'[i]}: &${'bcdefghij'[i]} [${Array(9).fill('*' + 'abcdefghij'[i]).join(',')}]\n`;
    const begun = Date.now();
    const answer = await desk.post('graca', '/api/v1/processes', { id: 'bomb', files: { 'process.yaml': bomb } });
    assert.equal(answer.status, 422);
    assert.ok(Date.now() - begun < 2000);
  },
  'a process in which a rule can be broken is not installed, and the shortest way is told': async (desk) => {
    const rule = "always: \"state != 'resolved' || solution != null\"";
    const text = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');
    assert.ok(text.includes(rule));
    const broken = text.replace('version: 1', 'version: 2').replace(rule, "always: \"state != 'resolved' || planned != null\"");
    const answer = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': broken } });
    assert.equal(answer.status, 422, answer.text);
    const why = answer.body.unmet.find((one) => one.why.includes("The rule 'documented' can be broken: 'resolve' is possible"));
    assert.ok(why, answer.text);
    assert.match(why.field, /^process\.yaml:\d+:\d+$/);
    assert.match(why.why, /\n3\. .*resolve.* -> resolved/);
    assert.equal((await desk.get('graca', '/api/v1/processes')).body.items.filter((one) => one.id === 'epts-support').length, 1);
  },
  'a new version is installed, activated, and old records keep theirs': async (desk) => {
    const before = await desk.issue('jose');
    const text = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8').replace('version: 1', 'version: 2').replace('min: 20', 'min: 40');
    const installed = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': text } });
    assert.equal(installed.status, 201, installed.text);
    assert.equal((await desk.post('graca', '/api/v1/processes/epts-support/activate', { version: 2 })).status, 200);
    const after = await desk.issue('jose');
    assert.equal((await desk.get('jose', '/api/v1/records/' + before)).body.process_version, 1);
    assert.equal((await desk.get('jose', '/api/v1/records/' + after)).body.process_version, 2);
    const solution = 'Twenty-five characters now';
    for (const number of [before, after]) await desk.act('helena', number, 'acknowledge');
    assert.equal((await desk.act('helena', before, 'resolve', { fields: { solution } })).status, 200);
    assert.equal((await desk.act('helena', after, 'resolve', { fields: { solution } })).status, 422);
    assert.equal((await desk.post('graca', '/api/v1/processes/epts-support/activate', { version: 9 })).status, 422);
    assert.equal((await desk.get('helena', '/api/v1/processes/epts-support?version=1')).body.version, 1);
  },
  'time passes only forwards, and what falls due is done on the way': async (desk) => {
    const number = await desk.issue('janice', { title: 'Left alone' });
    assert.equal((await desk.clock('2014-01-20T07:00:00+02:00')).status, 409);
    assert.equal((await desk.clock('2014-01-21T12:00:00+02:00')).status, 200);
    const record = (await desk.get('helena', '/api/v1/records/' + number)).body;
    assert.equal(record.holder.role, 'tier_3');
    const entries = (await desk.get('helena', `/api/v1/records/${number}/timeline`)).body.items;
    const escalated = entries.find((one) => one.act === 'escalate');
    assert.equal(escalated.actor.id, 'desk');
    assert.equal(escalated.occurred_at, '2014-01-20T14:00:00Z', 'at the end of the first working day');
    const why = record.clocks.find((one) => one.name === 'resolve_or_escalate' && one.leg === 2).why;
    assert.ok(why.length > 0 && why.some((one) => one.counted) && why.some((one) => !one.counted));
    const path = `/api/v1/records/${number}/clocks/resolve_or_escalate/stretches`;
    const told = [];
    for (let cursor = ''; cursor !== null; ) {
      const page = await desk.read('helena', `${path}?leg=2&limit=1${cursor && '&cursor=' + encodeURIComponent(cursor)}`);
      assert.equal(page.items.length, 1);
      told.unshift(page.items[0]);
      cursor = page.next;
    }
    assert.deepEqual(told, why);
    assert.deepEqual((await desk.read('helena', path)).items.reverse(), why, 'of the newest leg when none is said');
    assert.notDeepEqual((await desk.read('helena', path + '?leg=1')).items.reverse(), why);
    const refused = [['helena', '?leg=9', 404], ['helena', '?leg=x', 400], ['helena', '?cursor=yesterday', 400], ['helena', '?limit=0', 400], ['janice', '', 404], ['jose', '', 404]];
    for (const [who, query, status] of refused) assert.equal((await desk.get(who, path + query)).status, status, `${who} ${query}`);
    assert.equal((await desk.get('helena', path.replace('resolve_or_escalate', 'no_such'))).status, 404);
  },
};
