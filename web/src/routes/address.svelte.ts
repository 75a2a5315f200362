// Where the reader is: the address, and moving in it without loading the page anew.

import { to_named_part } from '../ui/named_part';

/** `return`: to a list that one came from, which is then shown as it was left. */
type How = 'push' | 'replace' | 'return';

class Address {
    path = $state(location.pathname);
    query = $state(location.search);
    /** Whether the reader came back to where she was: by the browser's own keys, or to a list that she left. */
    came_back = $state(false);
    readonly #leaving = new Set<() => void>();

    get search(): URLSearchParams {
        return new URLSearchParams(this.query);
    }

    go(href: string, how: How = 'push'): void {
        const target = new URL(href, location.href);
        this.#leave();
        if (how === 'replace') {
            history.replaceState(null, '', target);
        } else {
            history.pushState(null, '', target);
        }
        this.#read(how === 'return');
        if (how !== 'replace') {
            scrollTo(0, 0);
        }
    }

    /** Called while what is being left is still on screen. Returns how to stop. */
    on_leave(take: () => void): () => void {
        this.#leaving.add(take);
        return () => this.#leaving.delete(take);
    }

    /** Follows the browser's own moves and plain clicks on links of this page. Returns how to stop. */
    follow(): () => void {
        const on_move = () => {
            this.#leave();
            this.#read(true);
            scrollTo(0, 0);
            // Within a screen that is there already; one that is yet to come does it itself.
            to_named_part();
        };
        const on_click = (event: MouseEvent) => this.#take_click(event);
        // The browser would scroll before the screen is there; a list that one comes back to does it itself.
        history.scrollRestoration = 'manual';
        addEventListener('popstate', on_move);
        document.addEventListener('click', on_click);
        return () => {
            removeEventListener('popstate', on_move);
            document.removeEventListener('click', on_click);
        };
    }

    #leave(): void {
        for (const take of this.#leaving) {
            take();
        }
    }

    #read(came_back: boolean): void {
        this.path = location.pathname;
        this.query = location.search;
        this.came_back = came_back;
    }

    #take_click(event: MouseEvent): void {
        const changed = event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
        if (event.defaultPrevented || event.button !== 0 || changed || !(event.target instanceof Element)) {
            return;
        }
        const link = event.target.closest('a');
        if (!link || link.target !== '' || link.origin !== location.origin || link.pathname.startsWith('/api/')) {
            return;
        }
        // A link within the page, such as the one to its content, is the browser's own.
        if (link.getAttribute('href')?.startsWith('#')) {
            return;
        }
        event.preventDefault();
        this.go(link.href);
    }
}

export const address = new Address();
