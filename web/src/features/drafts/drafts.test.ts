import { beforeEach, describe, expect, it } from 'vitest';
import { Refused, Unreachable } from '../../api/refused';
import type { Draft } from './draft.svelte';
import type { DeskDraft, DraftContent, DraftDesk, DraftName } from './draft_desk';
import { Drafts } from './drafts';
import { MemoryStore } from './test_parts';

/** One person's drafts at the desk, as several devices see them. */
class FakeDesk implements DraftDesk {
    kept = new Map<string, DeskDraft>();
    fault: Error | null = null;
    #versions = 0;

    read(name: DraftName) {
        return this.#answer(() => this.kept.get(key(name)) ?? null);
    }

    put(name: DraftName, content: DraftContent, seen: number | null) {
        return this.#answer(() => this.#put(name, content, seen));
    }

    drop(name: DraftName, seen: number) {
        return this.#answer(() => this.#drop(name, seen));
    }

    #put(name: DraftName, content: DraftContent, seen: number | null) {
        const there = this.kept.get(key(name));
        if ((there?.version ?? null) !== seen) {
            return { other: there ?? null };
        }
        const kept = { ...content, device: 'x', saved: '2026-11-24T12:00:00Z', version: ++this.#versions };
        this.kept.set(key(name), kept);
        return { kept };
    }

    #drop(name: DraftName, seen: number) {
        const there = this.kept.get(key(name)) ?? null;
        if (there?.version !== seen) {
            return there;
        }
        this.kept.delete(key(name));
        return null;
    }

    #answer<Answer>(make: () => Answer): Promise<Answer> {
        return this.fault === null ? Promise.resolve(make()) : Promise.reject(this.fault);
    }
}

const key = ({ number, slot }: DraftName) => `${number}/${slot}`;
const typed = (text: string): DraftContent => ({ text, values: {} });

let desk: FakeDesk;
let here: MemoryStore;
beforeEach(() => {
    desk = new FakeDesk();
    here = new MemoryStore();
});

function device(store = here): Drafts {
    return new Drafts(store, 'helena', desk);
}

async function opened(drafts: Drafts, slot = 'public'): Promise<Draft> {
    const draft = drafts.open('EPTS-1', slot);
    await draft.flush();
    return draft;
}

async function write(draft: Draft, text: string) {
    draft.set(typed(text));
    await draft.flush();
}

describe('a draft', () => {
    it('is on the device at each key, and with the desk when it settles', async () => {
        const draft = await opened(device());
        draft.set(typed('Thank you'));
        expect(draft.status).toBe('device');
        expect(device().open('EPTS-1', 'public').content.text).toBe('Thank you');
        await draft.flush();
        expect(draft.status).toBe('desk');
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('Thank you');
    });

    it('has one text for each audience and record', async () => {
        const drafts = device();
        await write(await opened(drafts, 'public'), 'to all');
        await write(await opened(drafts, 'internal'), 'between us');
        expect((await opened(device(), 'public')).content.text).toBe('to all');
        expect((await opened(device(), 'internal')).content.text).toBe('between us');
        expect(drafts.open('EPTS-2', 'public').content.text).toBe('');
    });

    it('comes back at another device, and when the device was wiped', async () => {
        await write(await opened(device()), 'half a sente');
        expect((await opened(device(new MemoryStore()))).content.text).toBe('half a sente');
    });

    it('waits on the device while the desk does not answer, and goes to it later', async () => {
        desk.fault = new Unreachable(null);
        const draft = await opened(device());
        await write(draft, 'typed in the dark');
        expect(draft.status).toBe('device');
        desk.fault = null;
        expect(await device().flush()).toBe(0);
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('typed in the dark');
    });

    it('of another device is never written over, and never takes the place of what is typed here', async () => {
        const first = await opened(device());
        await write(first, 'one');
        const other = await opened(device(new MemoryStore()));
        await write(other, 'one and two');
        await write(first, 'one, three');
        expect(first.content.text).toBe('one, three');
        expect(first.other?.text).toBe('one and two');
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('one and two');
        first.choose(typed('one and two, three'));
        await first.flush();
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('one and two, three');
        expect(first.other).toBeNull();
    });

    it('is offered again after a reload as long as she has not said which', async () => {
        const first = await opened(device());
        await write(first, 'one');
        await write(await opened(device(new MemoryStore())), 'two');
        const store = new MemoryStore();
        desk.fault = new Unreachable(null);
        const offline = new Drafts(store, 'helena', desk).open('EPTS-1', 'public');
        offline.set(typed('three'));
        await offline.flush();
        desk.fault = null;
        const again = await opened(new Drafts(store, 'helena', desk));
        expect([again.content.text, again.other?.text]).toEqual(['three', 'two']);
    });

    it('follows the desk where nothing was typed here since', async () => {
        const first = device();
        await write(await opened(first), 'one');
        await write(await opened(device(new MemoryStore())), 'one and two');
        expect((await opened(device())).content.text).toBe('one and two');
    });

    it('that was sent is gone here at once and at the desk when it answers', async () => {
        const draft = await opened(device());
        await write(draft, 'sent');
        desk.fault = new Unreachable(null);
        await draft.drop();
        expect(draft.content.text).toBe('');
        desk.fault = null;
        const again = await opened(device());
        expect(again.content.text).toBe('');
        expect(desk.kept.size).toBe(0);
    });

    it('that was sent here is kept where another device went on with it', async () => {
        const draft = await opened(device());
        await write(draft, 'one');
        await write(await opened(device(new MemoryStore())), 'one and two');
        await draft.drop();
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('one and two');
    });

    it('that went at another device is asked about, not thrown away', async () => {
        await write(await opened(device()), 'one');
        await (await opened(device(new MemoryStore()))).drop();
        const draft = await opened(device());
        expect([draft.gone_elsewhere, draft.content.text]).toEqual([true, 'one']);
        expect(desk.kept.size).toBe(0);
    });

    it('says when neither device nor desk can keep it', async () => {
        here.full = true;
        const draft = await opened(device());
        draft.set(typed('x'));
        expect(draft.status).toBe('nowhere');
        desk.fault = new Refused({ status: 413 });
        await draft.flush();
        expect(draft.status).toBe('too_long');
    });

    it('takes what is typed while the desk is answering along with the next', async () => {
        const draft = await opened(device());
        draft.set(typed('one'));
        const flushing = draft.flush();
        draft.set(typed('one two'));
        await flushing;
        await draft.flush();
        expect(desk.kept.get('EPTS-1/public')?.text).toBe('one two');
    });
});

describe('the drafts of a person', () => {
    it('are never shown to another at the same device', async () => {
        desk.fault = new Unreachable(null);
        await write(await opened(device()), 'mine');
        expect(new Drafts(here, 'ivo', desk).open('EPTS-1', 'public').content.text).toBe('');
        expect(new Drafts(here, 'hel', desk).unsaved()).toBe(0);
    });

    it('are counted as unsaved only where something would be lost', async () => {
        const drafts = device();
        await write(await opened(drafts), 'saved');
        expect(drafts.unsaved()).toBe(0);
        desk.fault = new Unreachable(null);
        await write(await opened(drafts), 'not saved');
        await (await opened(drafts, 'internal')).drop();
        expect([await drafts.flush(), drafts.unsaved()]).toEqual([1, 1]);
    });

    it('leave nothing on the device when they are dropped, also not later', async () => {
        const drafts = device();
        const draft = await opened(drafts);
        draft.set(typed('x'));
        const flushing = draft.flush();
        drafts.drop_all();
        await flushing;
        expect(here.values.size).toBe(0);
    });

    it('read nothing from what is none', () => {
        for (const text of ['{', '[1]', 'null', '"x"', '{"text":1}']) {
            here.setItem('reeve.draft.helena.EPTS-1/public', text);
            expect(device().open('EPTS-1', 'public').content).toEqual(typed(''));
        }
    });
});
