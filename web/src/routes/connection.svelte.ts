// Whether the desk answers, and how quickly: told by what the page asks anyway.

import { type CallWatcher, watch_calls } from '../api/call';
import { Refused, Unreachable } from '../api/refused';

/** An answer that takes longer is slow, and so is a question that waits so long for one. */
const slow_ms = 3_000;

class Connection {
    /** Since when the desk has not answered, by this device; null while it does. */
    offline_since = $state<number | null>(null);
    slow = $state(false);

    /** Follows the page's calls and what the browser knows of its network. Returns how to stop. */
    follow(): () => void {
        const on_offline = () => this.lost();
        addEventListener('offline', on_offline);
        const forget = watch_calls(this.#watch);
        return () => {
            removeEventListener('offline', on_offline);
            forget();
        };
    }

    lost(): void {
        this.offline_since ??= Date.now();
        this.slow = false;
    }

    back(): void {
        this.offline_since = null;
    }

    readonly #watch: CallWatcher = () => {
        const began = performance.now();
        const timer = setTimeout(() => (this.slow = this.offline_since === null), slow_ms);
        return ({ failure }) => {
            clearTimeout(timer);
            if (failure instanceof Unreachable) {
                this.lost();
            } else if (failure === undefined || failure instanceof Refused) {
                this.back();
                this.slow = performance.now() - began > slow_ms;
            }
        };
    };
}

export const connection = new Connection();
