import { describe, expect, it } from 'vitest';
import { Outbox, type OutboxItem, type Send } from './outbox';
import { Refused, Unreachable } from './refused';

class Shelf {
    readonly kept = new Map<string, OutboxItem>();
    all = () => Promise.resolve([...this.kept.values()].map((item) => ({ ...item })));
    put = (item: OutboxItem) => Promise.resolve(this.kept.set(item.id, { ...item }));
    drop = (id: string) => Promise.resolve(this.kept.delete(id));
}

const item = (id: string, number = 'A-1', more: Partial<OutboxItem> = {}) => ({
    id,
    person: 'jo',
    number,
    title: 'Note',
    slot: 'internal',
    path: `/records/${number}/comments`,
    method: 'POST' as const,
    body: { text: id },
    base: 5,
    is_bound: false,
    ...more,
});

/** An outbox with these things in it, and a desk that answers by a script; what was sent, in order. */
async function outbox_of(things: ReturnType<typeof item>[], answer: (sent: OutboxItem, nth: number) => number | null) {
    const shelf = new Shelf();
    const sent: OutboxItem[] = [];
    const refused: string[] = [];
    const send: Send = (each) => {
        sent.push(each);
        return new Promise((resolve) => resolve(answer(each, sent.length)));
    };
    const outbox = new Outbox(
        shelf,
        send,
        (change) => (change === 'changed' ? undefined : void refused.push(change.refused.id)),
        () => 1_000,
    );
    for (const each of things) {
        await outbox.take(each);
    }
    const states = async () => Object.fromEntries((await outbox.items()).map(({ id, state }) => [id, state]));
    return { outbox, shelf, sent, refused, states };
}

const no = (status: number) => new Refused({ status, detail: 'No.' });

describe('the outbox', () => {
    it('sends what waits in the order in which it was written', async () => {
        const { outbox, sent, states } = await outbox_of([item('c'), item('a'), item('b', 'B-1')], () => null);
        expect(await outbox.drain()).toBe(true);
        expect(sent.map(({ id }) => id)).toEqual(['c', 'a', 'b']);
        expect(await states()).toEqual({ a: 'sent', b: 'sent', c: 'sent' });
    });
    it('sends nothing that was sent', async () => {
        const { outbox, sent } = await outbox_of([item('a')], () => null);
        await outbox.drain();
        await outbox.drain();
        expect(sent.length).toBe(1);
    });
    it('keeps all of it while the desk does not answer, and sends it with the same key later', async () => {
        const { outbox, sent, states } = await outbox_of([item('a'), item('b')], (_, nth) => {
            if (nth === 1) {
                throw new Unreachable(null);
            }
            return null;
        });
        expect(await outbox.drain()).toBe(false);
        expect(await states()).toEqual({ a: 'waiting', b: 'waiting' });
        expect(await outbox.drain()).toBe(true);
        expect(sent.map(({ id }) => id)).toEqual(['a', 'a', 'b']);
    });
    it('sends again what was under way when the page was closed', async () => {
        const { outbox, shelf, sent } = await outbox_of([item('a')], () => null);
        await shelf.put({ ...item('a'), created: 1, state: 'sending' });
        expect(await outbox.drain()).toBe(true);
        expect(sent.map(({ id }) => id)).toEqual(['a']);
    });
    it.each([401, 429, 500, 503, 507])('waits where the answer %i says nothing of the thing itself', async (status) => {
        const { outbox, refused, states } = await outbox_of([item('a')], () => {
            throw no(status);
        });
        expect(await outbox.drain()).toBe(false);
        expect([await states(), refused]).toEqual([{ a: 'waiting' }, []]);
    });
    it.each([400, 403, 404, 409, 412, 422])('gives what is refused with %i back, with the reason', async (status) => {
        const { outbox, shelf, refused } = await outbox_of([item('a')], () => {
            throw no(status);
        });
        expect(await outbox.drain()).toBe(true);
        expect(shelf.kept.get('a')).toMatchObject({ state: 'needs_you', reason: 'No.' });
        expect(refused).toEqual(['a']);
    });
    it('holds back what was written after a refused thing on the same record, and no other', async () => {
        const { outbox, sent, states } = await outbox_of([item('a'), item('b'), item('c', 'B-1')], ({ id }) => {
            if (id === 'a') {
                throw no(422);
            }
            return null;
        });
        await outbox.drain();
        await outbox.drain();
        expect(sent.map(({ id }) => id)).toEqual(['a', 'c']);
        expect(await states()).toEqual({ a: 'needs_you', b: 'waiting', c: 'sent' });
        await outbox.drop('a');
        await outbox.drain();
        expect((await states())['b']).toBe('sent');
    });
    it('lets what was written on top of an act build on the version that the act made', async () => {
        const bound = { is_bound: true };
        const { outbox, sent } = await outbox_of(
            [item('a', 'A-1', bound), item('b', 'A-1', bound), item('c', 'A-1', bound)],
            (each) => (each.base ?? 0) + 1,
        );
        await outbox.drain();
        expect(sent.map(({ base }) => base)).toEqual([5, 6, 7]);
    });
    it('does not hide from the desk that others wrote in between', async () => {
        const { outbox, sent } = await outbox_of([item('a'), item('b', 'A-1', { is_bound: true })], () => 9);
        await outbox.drain();
        expect(sent.map(({ base }) => base)).toEqual([5, 5]);
    });
    it('tries a refused thing again when its writer says so', async () => {
        const { outbox, sent, states } = await outbox_of([item('a')], (_, nth) => {
            if (nth === 1) {
                throw no(412);
            }
            return null;
        });
        await outbox.drain();
        await outbox.again('a', 8);
        await outbox.drain();
        expect(sent.map(({ base }) => base)).toEqual([5, 8]);
        expect(await states()).toEqual({ a: 'sent' });
    });
});
