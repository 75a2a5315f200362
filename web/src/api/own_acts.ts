// Which news is of what this tab did itself. The news of an act may come before its answer, so news of a record is
// held back while something is being sent to it.

import { type RecordNews, newest_of } from './live_news';

/** `own`: this tab knows already, from the answer to its own act. */
export type RecordChange = RecordNews & { own: boolean };

export class OwnActs {
    readonly #tell: (changes: RecordChange[]) => void;
    readonly #known = new Map<string, number>();
    readonly #under_way = new Map<string, number>();
    #held: RecordNews[] = [];

    constructor(tell: (changes: RecordChange[]) => void) {
        this.#tell = tell;
    }

    /** Something is being sent to that record. Returns how to say that it ended, with the version it led to. */
    begin(number: string): (version: number | null) => void {
        this.#under_way.set(number, (this.#under_way.get(number) ?? 0) + 1);
        let ended = false;
        return (version) => {
            if (ended) {
                return;
            }
            ended = true;
            this.#under_way.set(number, (this.#under_way.get(number) ?? 1) - 1);
            if (version !== null) {
                this.#known.set(number, Math.max(version, this.#known.get(number) ?? 0));
            }
            const held = this.#held.filter((news) => news.number === number);
            this.#held = this.#held.filter((news) => news.number !== number);
            this.take(held);
        };
    }

    take(news: readonly RecordNews[]): void {
        const is_held = ({ number }: RecordNews) => (this.#under_way.get(number) ?? 0) > 0;
        this.#held.push(...news.filter(is_held));
        const changes = newest_of(news.filter((each) => !is_held(each))).map((each) => ({
            ...each,
            own: !each.removed && each.version <= (this.#known.get(each.number) ?? -1),
        }));
        if (changes.length > 0) {
            this.#tell(changes);
        }
    }
}
