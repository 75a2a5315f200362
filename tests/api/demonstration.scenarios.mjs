import assert from 'node:assert/strict';
import { Desk } from './desk.mjs';

// What whoever looks first at a desk that was started then sees of its records.
const seen = async (binary, start) => {
  const desk = await Desk.start(binary, { start, flags: ['--records'] });
  try {
    const all = {};
    for (const name of ['graca', 'uma'])
      for (const one of (await desk.get(name, '/api/v1/records?limit=200')).body.items)
        all[one.title] = [one.state.name ?? one.state, one.holder?.role ?? null, one.assignee?.name ?? null];
    return all;
  } finally {
    await desk.stop();
  }
};

export const scenarios = {
  'the demonstration is the same at any hour of a week': async ({ child: { spawnfile: binary } }) => {
    const midweek = await seen(binary, '2026-11-18T10:00:00Z');
    assert.deepEqual(midweek['Two patients share one number'].slice(0, 2), ['working', 'tier_2']);
    assert.ok(Object.keys(midweek).length > 15, Object.keys(midweek).join());
    for (const start of ['2026-11-20T23:00:00Z', '2026-11-22T12:00:00Z', '2026-11-23T06:01:00Z', '2026-11-23T13:34:00Z', '2026-12-26T08:00:00Z'])
      assert.deepEqual(await seen(binary, start), midweek, start);
  },
};
