import { afterEach, describe, expect, it, vi } from 'vitest';
import { type Outcome, call, on_signed_out, on_unanswered, save_answers, watch_calls } from './call';
import { KeptForLater, Refused, type Unanswered, Unreachable } from './refused';

type Sent = { url: string; init: RequestInit };
let sent: Sent[] = [];

function answer_with(...answers: (() => Response)[]) {
    sent = [];
    vi.stubGlobal('fetch', (url: string, init: RequestInit) => {
        sent.push({ url, init });
        const next = answers[Math.min(sent.length, answers.length) - 1];
        if (!next) {
            return Promise.reject(new TypeError('no network'));
        }
        return Promise.resolve(next());
    });
}

const json = (body: unknown, status = 200, headers: Record<string, string> = {}) => () =>
    new Response(JSON.stringify(body), { status, headers });
const headers_of = (at: number) => new Headers(sent[at]?.init.headers);

afterEach(() => {
    on_signed_out(null);
    on_unanswered(null);
    save_answers(null);
    vi.unstubAllGlobals();
});

describe('a call', () => {
    it('says which version was seen and which attempt it is', async () => {
        answer_with(json({ number: 'EPTS-1' }));
        await call('/records/EPTS-1/acts/resolve', { method: 'POST', body: { fields: {} }, key: 'k1', if_match: 7 });
        expect(sent[0]?.url).toBe('/api/v1/records/EPTS-1/acts/resolve');
        expect(headers_of(0).get('If-Match')).toBe('"7"');
        expect(headers_of(0).get('Idempotency-Key')).toBe('k1');
        expect(headers_of(0).get('Content-Type')).toBe('application/json');
        expect(sent[0]?.init.body).toBe('{"fields":{}}');
    });

    it('tells a refusal with all that is unmet', async () => {
        const unmet = [{ what: 'field', field: 'solution', why: 'Describe the solution.' }];
        answer_with(json({ title: 'Missing', detail: 'Something is missing.', unmet }, 422));
        const refused = await call('/x').catch((error: unknown) => error);
        expect(refused).toBeInstanceOf(Refused);
        expect((refused as Refused).unmet).toEqual(unmet);
        expect((refused as Refused).message).toBe('Something is missing.');
    });

    it('tells a refusal that is no problem document by its status', async () => {
        answer_with(() => new Response('<html>', { status: 502, headers: { 'Retry-After': '7' } }));
        const refused = (await call('/x').catch((error: unknown) => error)) as Refused;
        expect(refused.status).toBe(502);
        expect(refused.retry_after_s).toBe(7);
    });

    it('is unreachable when no answer came, or only a part of one', async () => {
        answer_with();
        await expect(call('/x')).rejects.toBeInstanceOf(Unreachable);
        answer_with(() => new Response('{"items":', { status: 200 }));
        await expect(call('/x')).rejects.toBeInstanceOf(Unreachable);
    });

    it('takes an answer without content', async () => {
        answer_with(() => new Response(null, { status: 204 }));
        await expect(call('/session', { method: 'DELETE' })).resolves.toBeUndefined();
    });
});

describe('a session that ended', () => {
    it('is renewed, and the same request with the same key goes out again', async () => {
        answer_with(json({}, 401), json({ done: true }));
        on_signed_out(async () => {});
        await expect(call('/x', { method: 'POST', body: { a: 1 }, key: 'k' })).resolves.toEqual({ done: true });
        expect(sent).toHaveLength(2);
        expect(headers_of(1).get('Idempotency-Key')).toBe('k');
        expect(sent[1]?.init.body).toBe('{"a":1}');
    });

    it('stays ended when nobody signs in again, and nothing is sent', async () => {
        answer_with(json({}, 401));
        on_signed_out(() => Promise.reject(new Refused({ status: 401 })));
        await expect(call('/x')).rejects.toMatchObject({ status: 401 });
        expect(sent).toHaveLength(1);
    });

    it('does not ask twice for one request', async () => {
        answer_with(json({}, 401), json({}, 401));
        const ask = vi.fn(async () => {});
        on_signed_out(ask);
        await expect(call('/x')).rejects.toMatchObject({ status: 401 });
        expect(ask).toHaveBeenCalledOnce();
    });

    it('is no matter for the sign-in itself', async () => {
        answer_with(json({ detail: 'Wrong.' }, 401));
        const ask = vi.fn(async () => {});
        on_signed_out(ask);
        await expect(call('/session', { method: 'POST', takes_401: true })).rejects.toMatchObject({ status: 401 });
        expect(ask).not.toHaveBeenCalled();
    });
});

describe('while the desk does not answer', () => {
    const post = { method: 'POST', body: { text: 'a' }, key: 'off-1', if_match: 7 } as const;

    it('what is sent may wait, with all that is needed to send it later', async () => {
        answer_with();
        const kept: Unanswered[] = [];
        on_unanswered((asked) => Promise.resolve(kept.push(asked) > 0));
        await expect(call('/records/A-1/comments', post)).rejects.toBeInstanceOf(KeptForLater);
        expect(kept).toEqual([{ path: '/records/A-1/comments', ...post }]);
    });

    it('what may not wait is told, and so is what waited already', async () => {
        answer_with();
        on_unanswered(() => Promise.resolve(false));
        await expect(call('/records', post)).rejects.toBeInstanceOf(Unreachable);
        on_unanswered(() => Promise.resolve(true));
        await expect(call('/records', { ...post, waited: true })).rejects.toBeInstanceOf(Unreachable);
    });

    it('what was read before is read again, and what was not is told', async () => {
        const store = new Map<string, unknown>();
        save_answers({ keep: (path, answer) => store.set(path, answer), read: (path) => Promise.resolve(store.get(path)) });
        answer_with(json({ number: 'A-1' }));
        await call('/records/A-1');
        answer_with();
        expect(await call('/records/A-1')).toEqual({ number: 'A-1' });
        await expect(call('/records/A-2')).rejects.toBeInstanceOf(Unreachable);
    });

    it('a refusal stays one, though something else was read before', async () => {
        save_answers({ keep: () => undefined, read: () => Promise.resolve({ number: 'A-1' }) });
        answer_with(json({ detail: 'Gone.' }, 404));
        await expect(call('/records/A-1')).rejects.toBeInstanceOf(Refused);
    });

    it('whoever watches is told that no answer came, also where something stood in for it', async () => {
        save_answers({ keep: () => undefined, read: () => Promise.resolve({}) });
        answer_with();
        const told: Outcome[] = [];
        const stop = watch_calls(() => (outcome) => told.push(outcome));
        await call('/records/A-1');
        stop();
        expect(told.map(({ failure }) => failure instanceof Unreachable)).toEqual([true]);
    });

    it('what was called off is neither kept nor told as a lost line', async () => {
        vi.stubGlobal('fetch', () => Promise.reject(new DOMException('off', 'AbortError')));
        on_unanswered(() => Promise.resolve(true));
        const signal = AbortSignal.abort();
        await expect(call('/records/A-1/comments', { ...post, signal })).rejects.toHaveProperty('name', 'AbortError');
    });
});
