import { readFileSync, readdirSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import en from './en.json';
import { say } from './index';
import { plain_name, title_of } from './titles';

const src = new URL('..', import.meta.url);
const sources = readdirSync(src, { recursive: true, encoding: 'utf8' })
    .filter((path) => /\.(ts|svelte)$/.test(path) && !path.endsWith('.test.ts'))
    .map((path) => readFileSync(new URL(path, src), 'utf8'))
    .join('\n');

const places = (sentence: string) => [...sentence.matchAll(/\{(\w+)\}/g)].map((match) => match[1]).toSorted();

describe('say', () => {
    it('fills in values and chooses the plural', () => {
        expect(say('queue.counted', { count: 1 })).toBe('1 record');
        expect(say('queue.counted', { count: 1_204 })).toBe('1,204 records');
        expect(say('record.process_version', { process: 'Tiered support', version: '3' })).toBe(
            'Tiered support, version 3',
        );
    });

    it('leaves a place open rather than writing undefined', () => {
        expect(say('clock.left')).toBe('{time} left');
    });

    it('does not read a value as a sentence with places of its own', () => {
        expect(say('chip.is', { name: '{value}', value: 'x' })).toBe('{value} is x');
    });
});

describe('the sentences', () => {
    it('are each said somewhere', () => {
        const unsaid = Object.keys(en).filter((name) => {
            // Some names are made of a stem and a word of the contract, such as `sort.${value}`.
            const stem = name.slice(0, name.lastIndexOf('.') + 1);
            return !sources.includes(`'${name}'`) && !sources.includes(`\`${stem}$`);
        });
        expect(unsaid).toEqual([]);
    });

    it('have the same places in both plural forms', () => {
        for (const [name, sentence] of Object.entries(en)) {
            if (typeof sentence !== 'string') {
                expect(new Set(places(sentence.one)), name).toEqual(new Set(places(sentence.other)));
            }
        }
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
