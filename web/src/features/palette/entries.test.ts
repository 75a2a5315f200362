import { describe, expect, it } from 'vitest';
import { type Entry, shown_for } from './entries';
import { fit, plain } from './fuzzy';

function entry(id: string, group: Entry['group'], title: string, more: Partial<Entry> = {}): Entry {
    return { id, group, title, run: () => undefined, ...more };
}

const offered = [
    entry('act.take', 'record', 'Take it'),
    entry('act.resolve', 'record', 'Resolve', { blocked: 'Not from this state.' }),
    entry('assign.jose', 'assign', 'Assign to José Tembe', { words: 'jose' }),
    entry('go.queue', 'go', 'Go to the queue'),
    entry('record.7', 'found', 'EPTS-00007 Printer on fire', { chosen: true }),
    entry('theme.dark', 'settings', 'Dark colours'),
];

function titles(typed: string, recents: string[] = []): string[] {
    return shown_for(typed, offered, recents).flatMap(({ entries }) => entries.map(({ title }) => title));
}

describe('fit', () => {
    it('finds accents by plain letters', () => {
        expect(fit('jose', plain('José Tembe'))).not.toBeNull();
    });
    it('needs every word, in any order', () => {
        expect(fit('tembe assign', plain('Assign to José Tembe'))).not.toBeNull();
        expect(fit('assign nobody', plain('Assign to José Tembe'))).toBeNull();
    });
    it('puts the start of a word before its inside, and that before scattered letters', () => {
        const [start, within, scattered] = ['take it', 'mistake it', 'the ark e'].map((text) => fit('take', text) ?? 0);
        expect(start).toBeGreaterThan(within ?? 0);
        expect(within).toBeGreaterThan(scattered ?? 0);
    });
    it('does not find two letters scattered over a text', () => {
        expect(fit('tt', 'take it')).toBeNull();
    });
});

describe('what is shown', () => {
    it('at rest leaves out people and records, and puts what was used lately first', () => {
        expect(titles('', ['theme.dark', 'gone'])).toEqual(['Dark colours', 'Take it', 'Resolve', 'Go to the queue']);
    });
    it('opened for one group shows all of it, and nothing else', () => {
        const shown = shown_for('', offered, ['go.queue'], 'assign');
        expect(shown.map(({ group, entries }) => [group, entries.length])).toEqual([['assign', 1]]);
    });
    it('asked for a person offers to assign', () => {
        expect(titles('assign jo')[0]).toBe('Assign to José Tembe');
    });
    it('keeps what the desk chose for the words, though its title does not have them', () => {
        expect(titles('smoke')).toEqual(['EPTS-00007 Printer on fire']);
    });
    it('puts the best fit first, whatever its group', () => {
        expect(titles('queue')[0]).toBe('Go to the queue');
    });
    it('keeps what cannot be done, after what can', () => {
        const both = [...offered, entry('act.resume', 'record', 'Resume')];
        const shown = shown_for('res', both, [], 'record').flatMap(({ entries }) => entries.map(({ id }) => id));
        expect(shown).toEqual(['act.resume', 'act.resolve']);
    });
});
