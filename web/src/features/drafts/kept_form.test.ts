import { beforeEach, describe, expect, it } from 'vitest';
import { Drafts } from './drafts';
import { KeptForm } from './kept_form.svelte';
import { MemoryStore } from './test_parts';

interface Words {
    title: string;
    rows: { day: string }[];
    choice: string | null;
}

const start = (): Words => ({ title: 'Hours', rows: [{ day: 'Mon' }], choice: null });
const asked: string[] = [];
const desk = {
    read: (name: { number: string }) => (asked.push(name.number), Promise.resolve(null)),
    put: (name: { number: string }) => (asked.push(name.number), Promise.resolve({ other: null })),
    drop: (name: { number: string }) => (asked.push(name.number), Promise.resolve(null)),
};

let here: MemoryStore;
beforeEach(() => {
    here = new MemoryStore();
    asked.length = 0;
});

function opened(version = '1', person = 'graca') {
    return new KeptForm<Words>(new Drafts(here, person, desk).of_form('calendar.x'), start, () => version);
}

describe('a form that keeps what is typed', () => {
    it('has it again after a reload, and says so', () => {
        const form = opened();
        expect([form.values, form.returned]).toEqual([start(), false]);
        form.keep({ ...start(), title: 'Hours of the hos' });
        const again = opened();
        expect([again.values.title, again.returned, again.outdated]).toEqual(['Hours of the hos', true, false]);
        expect(opened('1', 'ivo').returned).toBe(false);
    });

    it('says when what it changes has moved on since it was typed', () => {
        opened('1').keep({ ...start(), title: 'x' });
        const again = opened('2');
        expect(again.outdated).toBe(true);
        again.keep({ ...start(), title: 'xy' });
        expect(opened('2').outdated).toBe(true);
    });

    it('keeps nothing where the form stands as it begins', () => {
        const form = opened();
        form.keep({ choice: null, rows: [{ day: 'Mon' }], title: 'Hours' });
        expect(here.values.size).toBe(0);
        form.keep({ ...start(), title: '' });
        expect(here.values.size).toBe(1);
        form.keep(start());
        expect(opened().returned).toBe(false);
    });

    it('begins afresh once it was sent or given up', async () => {
        const form = opened();
        form.keep({ ...start(), choice: 'b' });
        const again = opened();
        expect(again.values.choice).toBe('b');
        again.drop();
        await again.draft.flush();
        expect([again.values, again.returned, here.values.size]).toEqual([start(), false, 0]);
    });

    it('takes nothing back that has another shape than the form has by now', () => {
        for (const typed of [null, [], 'x', { title: 'x' }, { title: 1, rows: [], choice: null }, { title: 'x', rows: [1], choice: null }]) {
            here.setItem('reeve.draft.graca.form/calendar.x', JSON.stringify({ text: '', values: { typed }, version: null, unsaved: true }));
            expect(opened().returned).toBe(false);
        }
    });

    it('is asked of no desk, and counted with what a sign-out would lose', async () => {
        opened().keep({ ...start(), title: 'x' });
        const drafts = new Drafts(here, 'graca', desk);
        expect(await drafts.flush()).toBe(1);
        expect([drafts.unsaved(), asked]).toEqual([1, []]);
        drafts.drop_all();
        expect(here.values.size).toBe(0);
    });
});
