import { afterEach, expect, it, vi } from 'vitest';
import { change_calendar } from './desk';

afterEach(() => vi.unstubAllGlobals());

it('changes a calendar as of its newest version, which may be one that is planned', async () => {
    const seen: (string | null)[] = [];
    vi.stubGlobal('fetch', (_: string, init: RequestInit) => {
        seen.push(new Headers(init.headers).get('If-Match'));
        return Promise.resolve(new Response('{}'));
    });
    const calendar = { id: 'c', name: 'hours', title: 'Hours', spec: { tz: 'UTC', week: {} }, effective: '2014-01-01T00:00:00Z', until: '2015-01-01T00:00:00Z', version: 1 };
    const version = { effective: '2015-01-01T00:00:00Z', until: null, entered: '2014-01-02T00:00:00Z', by: null, spec: calendar.spec };
    await change_calendar({ ...calendar, versions: [{ ...version, version: 1 }, { ...version, version: 2 }] }, { title: 'H' }, 'k');
    await change_calendar(calendar, { title: 'H' }, 'k');
    expect(seen).toEqual(['"2"', '"1"']);
});
