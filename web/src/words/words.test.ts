import { describe, expect, it } from 'vitest';
import { say } from './index';
import { plain_name, title_of } from './titles';

describe('say', () => {
    it('fills in values and chooses the plural', () => {
        expect(say('queue.counted', { count: 1 })).toBe('1 record');
        expect(say('queue.counted', { count: 1_204 })).toBe('1,204 records');
        expect(say('record.process_version', { process: 'Tiered support', version: '3' })).toBe(
            'Tiered support, version 3',
        );
    });

    it('does not read a value as a sentence with places of its own', () => {
        expect(say('chip.is', { name: '{value}', value: 'x' })).toBe('{value} is x');
    });
});

describe('titles', () => {
    it('come in the language of the reader, else in English, else as the plain name', () => {
        const thing = { name: 'job_stopped', title: { en: 'Job stopped', pt: 'Trabalho parado' } };
        expect(title_of(thing, ['pt-MZ', 'en'])).toBe('Trabalho parado');
        expect(title_of(thing, ['da'])).toBe('Job stopped');
        expect(title_of({ name: 'job_stopped', title: { pt: 'Trabalho parado' } }, ['da'])).toBe('Job stopped');
        expect(title_of({ name: 'job_stopped', title: '' }, ['en'])).toBe('Job stopped');
        expect(title_of({ name: 'x', title: 'As the desk has it' }, ['pt'])).toBe('As the desk has it');
    });

    it('are plain writing where only a name is known', () => {
        expect(plain_name('resolve_or_escalate')).toBe('Resolve or escalate');
        expect(plain_name('epts-support')).toBe('Epts support');
        expect(plain_name('')).toBe('');
    });
});
