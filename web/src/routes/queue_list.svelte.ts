// The list on screen: its pages, its count, and what others changed in it since it was sorted.

import * as desk from '../api/desk';
import { desk_now } from '../api/desk_time.svelte';
import type { Page, Row } from '../api/types';
import { type ShownRow, type Told, fresh_rows, marked, sort_news, with_news, with_page } from '../features/queue/rows';
import { Loaded } from './loaded.svelte';
import type { KeptList } from './kept_lists';

/** News that comes in a burst is asked for at once; a count costs the desk more than a row. */
const news_after_ms = 250;
const count_every_ms = 5_000;
const numbers_max = 50;
const looked_further_max = 5;

export class QueueList {
    rows = $state.raw<readonly ShownRow[]>([]);
    next = $state.raw<string | null>(null);
    count = $state.raw<{ count: number; more: boolean } | null>(null);
    /** Records that came to fit since the list was sorted. */
    fresh = $state.raw<ReadonlySet<string>>(new Set());
    /** When the list on screen was read, on the desk's clock; null while there is none. */
    read_ms = $state.raw<number | null>(null);
    readonly first = new Loaded<Page<Row>>();
    readonly further = new Loaded<Page<Row>>();
    #query = new URLSearchParams();
    #told = new Map<string, Told>();
    #news_timer: ReturnType<typeof setTimeout> | undefined;
    #count_timer: ReturnType<typeof setTimeout> | undefined;
    #counted_ms = 0;

    get changed(): number {
        return marked(this.rows);
    }

    /** Shows another list: as it was kept, or from its beginning. */
    async show(query: string, kept: KeptList | null): Promise<void> {
        this.#query = new URLSearchParams(query);
        this.further.clear();
        this.#forget_news();
        if (kept === null) {
            await this.read();
            return;
        }
        this.rows = kept.rows;
        this.next = kept.next;
        this.count = kept.count;
        this.read_ms = desk_now();
        this.first.take({ items: [], next: kept.next });
        await this.look_again();
    }

    /** Reads the list from its beginning; the order of now. */
    async read(): Promise<boolean> {
        const asked = new URLSearchParams(this.#query);
        const taken = await this.first.load(() => desk.records(asked, null));
        const page = this.first.value;
        if (taken && page) {
            this.#forget_news();
            this.rows = fresh_rows(page.items);
            this.next = page.next;
            this.count = page.count === undefined ? null : { count: page.count, more: page.count_more === true };
            this.read_ms = desk_now();
            this.further.clear();
            await this.#look_further();
        }
        return taken;
    }

    async more(): Promise<void> {
        const cursor = this.next;
        const asked = new URLSearchParams(this.#query);
        if (cursor !== null && (await this.further.load(() => desk.records(asked, cursor)))) {
            this.rows = with_page(this.rows, this.further.value?.items ?? []);
            this.next = this.further.value?.next ?? null;
        }
    }

    /** A desk with too many records to look through at once answers with none and a place to go on from. */
    async #look_further(): Promise<void> {
        for (let tries = 0; tries < looked_further_max && this.rows.length === 0 && this.next !== null; tries += 1) {
            await this.more();
        }
    }

    /** Others changed these: rows are asked for again and marked, and stay where they are. */
    take(told: readonly Told[]): void {
        for (const each of told) {
            this.#told.set(each.number, each);
        }
        this.#news_timer ??= setTimeout(() => void this.#ask_news(), news_after_ms);
        this.#count_soon();
    }

    /** Asks for every row again, as after being away. */
    async look_again(): Promise<void> {
        await this.#ask_rows(this.rows.map((row) => row.record.number));
        this.#count_soon();
    }

    stop(): void {
        this.#forget_news();
    }

    #forget_news(): void {
        clearTimeout(this.#news_timer);
        clearTimeout(this.#count_timer);
        this.#news_timer = undefined;
        this.#count_timer = undefined;
        this.#told.clear();
        this.fresh = new Set();
    }

    async #ask_news(): Promise<void> {
        this.#news_timer = undefined;
        const told = [...this.#told.values()];
        const own = new Set(told.filter((each) => each.own === true).map(({ number }) => number));
        const { stale, gone, other } = sort_news(this.rows, told);
        this.#told.clear();
        this.rows = with_news(this.rows, gone, []);
        this.fresh = new Set([...this.fresh].filter((number) => !gone.includes(number)));
        await Promise.all([this.#ask_rows(stale, own), this.#ask_fresh(other)]);
    }

    async #ask_rows(numbers: readonly string[], own?: ReadonlySet<string>): Promise<void> {
        const query = this.#query;
        for (let from = 0; from < numbers.length; from += numbers_max) {
            const asked = numbers.slice(from, from + numbers_max);
            const found = await desk.records_numbered(asked, new URLSearchParams()).catch(() => null);
            if (this.#query !== query || found === null) {
                // Another list by now, or no answer: the rows stay as they are, and the next news asks again.
                return;
            }
            this.rows = with_news(this.rows, asked, found, own);
        }
    }

    /** Which of these belong into the list: told as a number of new ones, never put between the rows. */
    async #ask_fresh(numbers: readonly string[]): Promise<void> {
        const query = this.#query;
        const asked = numbers.slice(0, numbers_max);
        if (asked.length === 0) {
            return;
        }
        const found = await desk.records_numbered(asked, query).catch(() => null);
        if (this.#query === query && found !== null) {
            const fitting = new Set(found.map((record) => record.number));
            const kept = [...this.fresh].filter((number) => !asked.includes(number));
            this.fresh = new Set([...kept, ...fitting]);
        }
    }

    #count_soon(): void {
        const wait_ms = Math.max(0, this.#counted_ms + count_every_ms - Date.now());
        this.#count_timer ??= setTimeout(() => void this.#recount(), wait_ms);
    }

    async #recount(): Promise<void> {
        this.#count_timer = undefined;
        this.#counted_ms = Date.now();
        const query = this.#query;
        const found = await desk.count(query).catch(() => null);
        if (this.#query === query && found !== null) {
            this.count = found;
        }
    }
}
