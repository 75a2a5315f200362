// Waits until the page does nothing more by itself. A stream of events stays open, so waiting for a silent network
// would never end; what counts is that nothing on the page changes any more.

/** Rejects when the page is still changing after `limit_ms`. */
export function settled(page, { quiet_ms = 150, limit_ms = 30_000 } = {}) {
    return page.evaluate(
        ([quiet, limit]) =>
            new Promise((resolve, reject) => {
                const busy = () => document.querySelector('[aria-busy=true]') !== null;
                const done = () => (busy() ? wait() : (observer.disconnect(), clearTimeout(last), resolve()));
                let timer = 0;
                const wait = () => {
                    clearTimeout(timer);
                    timer = setTimeout(done, quiet);
                };
                const last = setTimeout(() => reject(new Error('the page does not come to rest')), limit);
                const observer = new MutationObserver(wait);
                observer.observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
                wait();
            }),
        [quiet_ms, limit_ms],
    );
}
