// Reads a stream of server-sent events (WHATWG HTML 9.2.6) piece by piece. The browser's own EventSource tells nothing
// of comments, so a line that died quietly would look like one on which nothing happens.

export interface SseBlock {
    event: string;
    /** Null for a block without data, which only says where the stream stands. */
    data: string | null;
    /** Opaque; null where the block says none. */
    id: string | null;
    retry_ms: number | null;
}

export class SseParser {
    #rest = '';
    #block = empty_block();
    #data: string[] = [];

    /** Takes the next piece of text, cut anywhere. Returns the blocks that it completes. */
    feed(piece: string): SseBlock[] {
        const lines = (this.#rest + piece).split(/\r\n|\n|\r(?!$)/);
        this.#rest = lines.pop() ?? '';
        const done: SseBlock[] = [];
        for (const line of lines) {
            if (line === '') {
                this.#finish(done);
            } else {
                this.#take(line);
            }
        }
        return done;
    }

    #take(line: string): void {
        const at = line.indexOf(':');
        const name = at < 0 ? line : line.slice(0, at);
        const value = at < 0 ? '' : line.slice(at + 1).replace(/^ /, '');
        switch (name) {
            case 'event':
                this.#block.event = value;
                break;
            case 'data':
                this.#data.push(value);
                break;
            case 'id':
                this.#block.id = value;
                break;
            case 'retry':
                this.#block.retry_ms = /^\d+$/.test(value) ? Number(value) : null;
                break;
            default:
            // A comment, or what a later desk may add.
        }
    }

    #finish(done: SseBlock[]): void {
        const data = this.#data.length > 0 ? this.#data.join('\n') : null;
        if (data !== null || this.#block.id !== null || this.#block.retry_ms !== null) {
            done.push({ ...this.#block, data });
        }
        this.#block = empty_block();
        this.#data = [];
    }
}

function empty_block(): SseBlock {
    return { event: 'message', data: null, id: null, retry_ms: null };
}
