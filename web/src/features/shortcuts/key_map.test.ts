import { describe, expect, it } from 'vitest';
import { is_word } from '../../words';
import { type Chosen, bindable_key, keep_chosen, keys_of, read_chosen, taken_by, with_keys } from './key_map';
import { key_caps, shortcuts } from './shortcut_table';

const shipped: Chosen = { on: true, keys: {} };

function store_of(text: string | null) {
    const kept = new Map<string, string>();
    if (text !== null) {
        kept.set('reeve.keys.jo', text);
    }
    return {
        getItem: (name: string) => kept.get(name) ?? null,
        setItem: (name: string, value: string) => void kept.set(name, value),
    };
}

function shortcut(doing: string) {
    const found = shortcuts.find((each) => each.doing === doing);
    if (!found) {
        throw new Error(`no shortcut ${doing}`);
    }
    return found;
}

describe('the table', () => {
    it('gives no two shortcuts the same keys, but where it says so', () => {
        for (const { doing, keys } of shortcuts) {
            expect(taken_by(shipped, doing, keys), doing).toBeNull();
        }
    });
    it('has words for each', () => {
        expect(shortcuts.filter(({ word }) => !is_word(word))).toEqual([]);
    });
    it('shows what is printed on the keys', () => {
        expect(key_caps('g q', false)).toEqual(['G', 'Q']);
        expect(key_caps('$mod+k', false)).toEqual(['Ctrl', 'K']);
        expect(key_caps('$mod+Enter', true)).toEqual(['⌘', 'Enter']);
    });
});

describe('what a person chose', () => {
    it('is as shipped where nothing, or nothing readable, was kept', () => {
        expect(read_chosen(store_of(null), 'jo')).toEqual(shipped);
        expect(read_chosen(store_of('{"on":tr'), 'jo')).toEqual(shipped);
    });
    it('comes back as it was kept, and only hers', () => {
        const store = store_of(null);
        keep_chosen(store, 'jo', with_keys({ ...shipped, on: false }, 'take', 'x'));
        expect(read_chosen(store, 'jo')).toEqual({ on: false, keys: { take: 'x' } });
        expect(read_chosen(store, 'ana')).toEqual(shipped);
    });
    it('leaves out what no shortcut is called, what is fixed, and what is no key', () => {
        const text = JSON.stringify({ on: true, keys: { dance: 'x', send: 'y', take: 'Escape', reply: 'b' } });
        expect(read_chosen(store_of(text), 'jo').keys).toEqual({ reply: 'b' });
    });
    it('going back to the shipped key leaves no trace', () => {
        const changed = with_keys(shipped, 'take', 'x');
        expect(keys_of(changed, shortcut('take'))).toBe('x');
        expect(with_keys(changed, 'take', 'm')).toEqual(shipped);
    });
});

describe('a clash', () => {
    it('is told with the shortcut that has the key', () => {
        expect(taken_by(shipped, 'take', 'r')?.doing).toBe('reply');
    });
    it('is told for a key that another’s presses begin with', () => {
        expect(taken_by(shipped, 'take', 'g')?.doing).toBe('go_queue');
    });
    it('is gone once the other has moved away', () => {
        expect(taken_by(with_keys(shipped, 'reply', 'b'), 'take', 'r')).toBeNull();
    });
});

describe('a press', () => {
    const plain = { ctrlKey: false, altKey: false, metaKey: false };
    it('with a printed sign can become a shortcut', () => {
        expect(bindable_key({ ...plain, key: 'X' })).toBe('x');
        expect(bindable_key({ ...plain, key: 'ç' })).toBe('ç');
    });
    it('of a named key, of space, or with Ctrl, cannot', () => {
        expect(bindable_key({ ...plain, key: 'Tab' })).toBeNull();
        expect(bindable_key({ ...plain, key: ' ' })).toBeNull();
        expect(bindable_key({ ...plain, ctrlKey: true, key: 'x' })).toBeNull();
    });
});
