import assert from 'node:assert/strict';

// Installs version 1 of a process and gives people of the demonstration a role each in it: {helena: 'first'}.
export async function install(desk, id, text, roles) {
  const installed = await desk.post('graca', '/api/v1/processes', { id, files: { 'process.yaml': text } });
  assert.equal(installed.status, 201, installed.text);
  const active = await desk.post('graca', `/api/v1/processes/${id}/activate`, { version: 1 });
  assert.equal(active.status, 200, active.text);
  const { body } = await desk.get('graca', '/api/v1/people?limit=200');
  for (const [name, role] of Object.entries(roles)) {
    const path = '/api/v1/people/' + body.items.find((one) => one.name === name).id;
    const before = await desk.get('graca', path);
    const held = before.body.roles.map((one) => ({ process: one.process, role: one.role }));
    const changed = await desk.call('graca', 'PATCH', path, { roles: [...held, { process: id, role }] }, { 'if-match': before.headers.get('etag') });
    assert.equal(changed.status, 200, changed.text);
  }
}
