// What those are not told who may not see a clock: not by another version of the process, by no report, by no attempt on the past.
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';

const root = new URL('../../', import.meta.url).pathname;
const shipped = readFileSync(root + 'processes/epts-support/process.yaml', 'utf8');

const names_of = (record) => [...new Set(record.clocks.map((one) => one.name))];
// An issue that the vendor has, with a clock of the vendor's contract.
async function with_the_vendor(desk) {
  const number = await desk.issue('martine', { fields: { urgency: 'patient_safety' } });
  for (const who of ['helena', 'rui']) assert.equal((await desk.act(who, number, 'refer', { comment: 'Beyond us.' })).status, 200);
  return number;
}

export const scenarios = {
  'a clock that the version after a move no longer has stays with those whose it was': async (desk) => {
    const number = await with_the_vendor(desk);
    const from = shipped.indexOf('      contract:   ');
    const to = shipped.indexOf('    order: [ priority ]', from);
    assert.ok(from > 0 && to > from);
    const without = (shipped.slice(0, from) + '\n' + shipped.slice(to)).replace('version: 1', 'version: 2');
    const installed = await desk.post('graca', '/api/v1/processes', { id: 'epts-support', files: { 'process.yaml': without } });
    assert.equal(installed.status, 201, installed.text);
    assert.equal((await desk.post('graca', '/api/v1/processes/epts-support/activate', { version: 2 })).status, 200);
    const { version } = await desk.record('graca', number);
    const moved = await desk.act('graca', number, 'move', { fields: { version: 2 } }, { 'if-match': `"${version}"` });
    assert.equal(moved.status, 200, moved.text);
    const told = async (who) => (await desk.timeline(who, number)).flatMap((one) => one.changes ?? []).filter((one) => one.what === 'clock').map((one) => one.clock);
    for (const party of ['dinis', 'helena']) assert.ok(names_of(await desk.record(party, number)).includes('contract'), party);
    assert.ok((await told('dinis')).includes('contract'));
    for (const other of ['paulo', 'martine']) assert.ok(!names_of(await desk.record(other, number)).includes('contract'), other);
    assert.ok(!(await told('paulo')).includes('contract'));
  },
};
