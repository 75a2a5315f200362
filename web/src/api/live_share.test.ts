import { describe, expect, it } from 'vitest';
import type { News } from './live_news';
import { SharedLive, type ShareWorld } from './live_share';

/** Locks as a browser has them: one holder, the others in the order they came. */
class FakeLocks {
    #queue: (() => Promise<void>)[] = [];
    #held = false;

    request = ((_name: string, { signal }: { signal: AbortSignal }, work: () => Promise<void>) =>
        new Promise<void>((resolve, reject) => {
            const turn = () => work().then(resolve, reject);
            this.#queue.push(turn);
            signal.addEventListener('abort', () => {
                if (this.#queue.includes(turn)) {
                    this.#queue = this.#queue.filter((each) => each !== turn);
                    reject(new DOMException('left', 'AbortError'));
                }
            });
            void this.#go_on();
        })) as unknown as LockManager['request'];

    async #go_on(): Promise<void> {
        const next = this.#held ? undefined : this.#queue.shift();
        if (next) {
            this.#held = true;
            await next();
            this.#held = false;
            void this.#go_on();
        }
    }
}

/** A browser with as many tabs as are opened, and what each heard. */
class Browser {
    readonly locks = new FakeLocks();
    readonly kept = new Map<string, string>();
    readonly lines: { position: string | null; tell: (news: News) => void; open: boolean }[] = [];
    #channels: { name: string; onmessage: ((event: MessageEvent) => void) | null }[] = [];

    open_tab(person: string, locks: ShareWorld['locks'] = this.locks) {
        const heard: News[] = [];
        const shared = new SharedLive(
            {
                locks,
                open_channel: (name) => this.#channel(name),
                store: {
                    getItem: (name) => this.kept.get(name) ?? null,
                    setItem: (name, value) => void this.kept.set(name, value),
                    removeItem: (name) => void this.kept.delete(name),
                },
                listen: (position, tell, signal) => this.#listen(position, tell, signal),
            },
            person,
            (news) => heard.push(news),
        );
        shared.join();
        return { shared, heard };
    }

    open_lines() {
        return this.lines.filter(({ open }) => open);
    }

    #listen(position: string | null, tell: (news: News) => void, signal: AbortSignal): Promise<void> {
        const line = { position, tell, open: true };
        this.lines.push(line);
        return new Promise((resolve) =>
            signal.addEventListener('abort', () => {
                line.open = false;
                resolve();
            }),
        );
    }

    #channel(name: string): ReturnType<ShareWorld['open_channel']> {
        const mine = {
            name,
            onmessage: null as ((event: MessageEvent) => void) | null,
            postMessage: (data: unknown) =>
                this.#channels
                    .filter((other) => other !== mine && other.name === name)
                    .forEach((other) => other.onmessage?.({ data } as MessageEvent)),
            close: () => (this.#channels = this.#channels.filter((other) => other !== mine)),
        };
        this.#channels.push(mine);
        return mine;
    }
}

const settle = () => new Promise((done) => setTimeout(done));
const changed = (number: string, position: string): News => ({
    kind: 'records',
    changes: [{ number, version: 1, removed: false }],
    position,
});

describe('the tabs of one browser', () => {
    it('have one line among them, and all hear its news', async () => {
        const browser = new Browser();
        const tabs = [browser.open_tab('jo'), browser.open_tab('jo'), browser.open_tab('jo')];
        await settle();
        expect(browser.open_lines().length).toBe(1);
        browser.open_lines()[0]?.tell(changed('A-1', 'p1'));
        expect(tabs.map(({ heard }) => heard)).toEqual(tabs.map(() => [changed('A-1', 'p1')]));
    });
    it('another takes over where the first was, when it goes', async () => {
        const browser = new Browser();
        const [first, second] = [browser.open_tab('jo'), browser.open_tab('jo')];
        await settle();
        browser.open_lines()[0]?.tell(changed('A-1', 'p7'));
        first.shared.leave();
        await settle();
        expect(browser.open_lines().map(({ position }) => position)).toEqual(['p7']);
        browser.open_lines()[0]?.tell(changed('A-2', 'p8'));
        expect(second.heard).toContainEqual(changed('A-2', 'p8'));
    });
    it('a page opened later takes up where the last one was left', async () => {
        const browser = new Browser();
        const first = browser.open_tab('jo');
        await settle();
        browser.open_lines()[0]?.tell(changed('A-1', 'p7'));
        first.shared.leave();
        await settle();
        browser.open_tab('jo');
        await settle();
        expect(browser.open_lines()[0]?.position).toBe('p7');
    });
    it('a tab opened later is told how things stand', async () => {
        const browser = new Browser();
        browser.open_tab('jo');
        await settle();
        browser.open_lines()[0]?.tell({ kind: 'state', state: 'live' });
        const late = browser.open_tab('jo');
        await settle();
        expect(late.heard).toEqual([{ kind: 'state', state: 'live' }]);
    });
    it('hear the same state once', async () => {
        const browser = new Browser();
        const { heard } = browser.open_tab('jo');
        await settle();
        browser.open_lines()[0]?.tell({ kind: 'state', state: 'polling' });
        browser.open_lines()[0]?.tell({ kind: 'state', state: 'polling' });
        expect(heard.length).toBe(1);
    });
    it('hear nothing of another person’s', async () => {
        const browser = new Browser();
        const jo = browser.open_tab('jo');
        const ana = browser.open_tab('ana');
        await settle();
        browser.lines[0]?.tell(changed('A-1', 'p1'));
        expect([jo.heard.length, ana.heard.length]).toEqual([1, 0]);
    });
    it('leave no position behind at a sign-out, and no line', async () => {
        const browser = new Browser();
        const tab = browser.open_tab('jo');
        await settle();
        browser.open_lines()[0]?.tell(changed('A-1', 'p1'));
        tab.shared.close();
        await settle();
        expect([browser.kept.size, browser.open_lines().length]).toEqual([0, 0]);
    });
    it('ask each for themselves where the browser has no locks', async () => {
        const browser = new Browser();
        browser.open_tab('jo', null);
        browser.open_tab('jo', null);
        await settle();
        expect(browser.open_lines().length).toBe(2);
    });
});
