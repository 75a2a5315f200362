// The records behind a figure of a report, page by page.

import * as desk from '../api/desk';
import type { Page, Row } from '../api/types';
import { type ShownRow, fresh_rows, with_page } from '../features/queue/rows';
import type { FigureReport } from '../features/reports/choice';
import type { KeptList } from './kept_lists';
import { Loaded } from './loaded.svelte';

export class FigureList {
    rows = $state.raw<readonly ShownRow[]>([]);
    next = $state.raw<string | null>(null);
    count = $state.raw<{ count: number; more: boolean } | null>(null);
    readonly first = new Loaded<Page<Row>>();
    readonly further = new Loaded<Page<Row>>();
    #query = new URLSearchParams();
    readonly #report: FigureReport;

    constructor(report: FigureReport) {
        this.#report = report;
    }

    /** As it was kept, or from its beginning. */
    async show(query: string, kept: KeptList | null): Promise<void> {
        this.#query = new URLSearchParams(query);
        this.further.clear();
        if (kept === null) {
            await this.read();
            return;
        }
        ({ rows: this.rows, next: this.next, count: this.count } = kept);
        this.first.take({ items: [], next: kept.next });
    }

    async read(): Promise<void> {
        const asked = this.#query;
        if (await this.first.load(() => desk.figure_records(this.#list, asked, null))) {
            const page = this.first.value;
            this.rows = fresh_rows(page?.items ?? []);
            this.next = page?.next ?? null;
            this.count = page?.count === undefined ? null : { count: page.count, more: page.count_more === true };
        }
    }

    async more(): Promise<void> {
        const [asked, cursor] = [this.#query, this.next];
        if (cursor !== null && (await this.further.load(() => desk.figure_records(this.#list, asked, cursor)))) {
            this.rows = with_page(this.rows, this.further.value?.items ?? []);
            this.next = this.further.value?.next ?? null;
        }
    }

    /** What is found against the process is counted with the flow. */
    get #list(): 'flow' | 'custody' {
        return this.#report === 'custody' ? 'custody' : 'flow';
    }
}
