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
    it('are as the desk gives them, else the plain name', () => {
        expect(title_of({ name: 'x', title: 'As the desk has it' })).toBe('As the desk has it');
        expect(title_of({ name: 'job_stopped', title: '' })).toBe('Job stopped');
        expect(title_of({ name: 'job_stopped' })).toBe('Job stopped');
    });

    it('are plain writing where only a name is known', () => {
        expect(plain_name('resolve_or_escalate')).toBe('Resolve or escalate');
        expect(plain_name('epts-support')).toBe('Epts support');
        expect(plain_name('')).toBe('');
    });
});
