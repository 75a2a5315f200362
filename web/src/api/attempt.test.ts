import { describe, expect, it } from 'vitest';
import { Attempt, new_key } from './attempt';
import { KeptForLater, Refused, Unreachable } from './refused';

function memory_store() {
    const values = new Map<string, string>();
    return {
        getItem: (name: string) => values.get(name) ?? null,
        setItem: (name: string, value: string) => void values.set(name, value),
        removeItem: (name: string) => void values.delete(name),
    };
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

describe('a key', () => {
    it('is a random UUID, also where the browser makes none itself', () => {
        const plain = { getRandomValues: <T extends ArrayBufferView>(bytes: T) => crypto.getRandomValues(bytes as never) };
        const keys = Array.from({ length: 50 }, () => new_key(plain as unknown as Crypto));
        expect(keys.every((key) => uuid.test(key))).toBe(true);
        expect(new Set([...keys, new_key()]).size).toBe(51);
    });
});

describe('an attempt', () => {
    it('keeps its key while no answer came, also across a reload', () => {
        const store = memory_store();
        const first = new Attempt(store, 'helena', 'EPTS-1.comment');
        const key = first.key_for({ text: 'hello' });
        first.settle(new Unreachable(new Error('gone')));
        expect(new Attempt(store, 'helena', 'EPTS-1.comment').key_for({ text: 'hello' })).toBe(key);
    });

    it.each([500, 503, 409, 429, 401])('keeps its key after %i, which leaves the outcome open', (status) => {
        const attempt = new Attempt(memory_store(), 'helena', 'x');
        const key = attempt.key_for({});
        attempt.settle(new Refused({ status }));
        expect(attempt.key_for({})).toBe(key);
    });

    it.each([400, 403, 404, 412, 422])('begins anew after %i, which is an answer', (status) => {
        const attempt = new Attempt(memory_store(), 'helena', 'x');
        const key = attempt.key_for({});
        attempt.settle(new Refused({ status }));
        expect(attempt.key_for({})).not.toBe(key);
    });

    it('begins anew when it was done, or when something else is sent', () => {
        const attempt = new Attempt(memory_store(), 'helena', 'x');
        const key = attempt.key_for({ text: 'a' });
        const other = attempt.key_for({ text: 'b' });
        expect(other).not.toBe(key);
        attempt.settle();
        expect(attempt.key_for({ text: 'b' })).not.toBe(other);
    });

    it('begins anew when what was sent waits on this device, with its own key', () => {
        const attempt = new Attempt(memory_store(), 'helena', 'x');
        const key = attempt.key_for({});
        attempt.settle(new KeptForLater(new Unreachable(null)));
        expect(attempt.key_for({})).not.toBe(key);
    });

    it('has a key that the desk remembers for long', () => {
        expect(new Attempt(memory_store(), 'helena', 'x').key_for({})).toMatch(/^off-/);
    });

    it('works without a store that keeps', () => {
        const refuse = () => {
            throw new DOMException('denied', 'SecurityError');
        };
        const attempt = new Attempt({ getItem: refuse, setItem: refuse, removeItem: refuse }, 'helena', 'x');
        expect(attempt.key_for({}).replace('off-', '')).toMatch(uuid);
        expect(() => attempt.settle()).not.toThrow();
    });
});
