// Where the reader is: the address, and moving in it without loading the page anew.

class Address {
    path = $state(location.pathname);
    query = $state(location.search);

    get search(): URLSearchParams {
        return new URLSearchParams(this.query);
    }

    go(href: string, how: 'push' | 'replace' = 'push'): void {
        const target = new URL(href, location.href);
        if (how === 'push') {
            history.pushState(null, '', target);
        } else {
            history.replaceState(null, '', target);
        }
        this.#read();
        if (how === 'push') {
            scrollTo(0, 0);
        }
    }

    /** Follows the browser's own moves and plain clicks on links of this page. Returns how to stop. */
    follow(): () => void {
        const on_move = () => this.#read();
        const on_click = (event: MouseEvent) => this.#take_click(event);
        addEventListener('popstate', on_move);
        document.addEventListener('click', on_click);
        return () => {
            removeEventListener('popstate', on_move);
            document.removeEventListener('click', on_click);
        };
    }

    #read(): void {
        this.path = location.pathname;
        this.query = location.search;
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
