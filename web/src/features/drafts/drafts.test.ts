import { describe, expect, it } from 'vitest';
import { Drafts } from './drafts';

class MemoryStore {
    values = new Map<string, string>();
    full = false;
    get length() {
        return this.values.size;
    }
    key(at: number) {
        return [...this.values.keys()][at] ?? null;
    }
    getItem(name: string) {
        return this.values.get(name) ?? null;
    }
    setItem(name: string, value: string) {
        if (this.full) {
            throw new DOMException('full', 'QuotaExceededError');
        }
        this.values.set(name, value);
    }
    removeItem(name: string) {
        this.values.delete(name);
    }
}

describe('drafts', () => {
    it('outlive the page, one for each audience', () => {
        const store = new MemoryStore();
        new Drafts(store, 'helena').keep('EPTS-1.comment.internal', 'not for the reporter');
        new Drafts(store, 'helena').keep('EPTS-1.comment.public', 'Thank you');
        const again = new Drafts(store, 'helena');
        expect(again.read('EPTS-1.comment.internal')).toBe('not for the reporter');
        expect(again.read('EPTS-1.comment.public')).toBe('Thank you');
        expect(again.read('EPTS-2.comment.public')).toBe('');
    });

    it('are never shown to another person at the same device', () => {
        const store = new MemoryStore();
        new Drafts(store, 'helena').keep('log', 'mine');
        expect(new Drafts(store, 'ivo').read('log')).toBe('');
        expect(new Drafts(store, 'hel').count()).toBe(0);
    });

    it('say when the device cannot keep them, and still forget on demand', () => {
        const store = new MemoryStore();
        const drafts = new Drafts(store, 'helena');
        expect(drafts.keep('a', 'x')).toBe(true);
        store.full = true;
        expect(drafts.keep('b', 'y')).toBe(false);
        drafts.drop('a');
        expect(drafts.read('a')).toBe('');
    });

    it('are gone when emptied, so that nothing is counted as unsent', () => {
        const store = new MemoryStore();
        const drafts = new Drafts(store, 'helena');
        drafts.keep('a', 'x');
        drafts.keep_values('b', { title: 'Server' });
        expect(drafts.count()).toBe(2);
        drafts.keep('a', '');
        drafts.keep_values('b', {});
        expect(drafts.count()).toBe(0);
    });

    it('can all be removed, and only this person’s', () => {
        const store = new MemoryStore();
        const drafts = new Drafts(store, 'helena');
        const others = new Drafts(store, 'ivo');
        for (const slot of ['a', 'b', 'c']) {
            drafts.keep(slot, 'x');
        }
        others.keep('a', 'y');
        drafts.drop_all();
        expect(drafts.count()).toBe(0);
        expect(others.read('a')).toBe('y');
    });

    it('read nothing from what is no set of values', () => {
        const store = new MemoryStore();
        const drafts = new Drafts(store, 'helena');
        for (const text of ['{', '[1]', 'null', '"x"', '7']) {
            drafts.keep('log', text);
            expect(drafts.read_values('log')).toEqual({});
        }
        drafts.keep_values('log', { title: 'Server' });
        expect(drafts.read_values('log')).toEqual({ title: 'Server' });
    });
});
