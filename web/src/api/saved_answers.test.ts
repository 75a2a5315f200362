import { describe, expect, it } from 'vitest';
import { is_kept } from './saved_answers';

describe('of what is read, the device keeps', () => {
    it.each([
        '/session',
        '/processes',
        '/processes/epts-support?version=1',
        '/people?limit=200',
        '/views',
        '/records?open=true&sort=due&limit=50&count=true',
        '/records/EPTS-1',
        '/records/EPTS-1/timeline?limit=200',
    ])('%s', (path) => expect(is_kept(path)).toBe(true));

    it.each([
        '/records?q=a+name&limit=8',
        '/records?open=true&q=a+name',
        '/records/EPTS-1/attachments/7',
        '/drafts/EPTS-1/public',
        '/sync?since=p1',
        '/tokens',
    ])('not %s', (path) => expect(is_kept(path)).toBe(false));
});
