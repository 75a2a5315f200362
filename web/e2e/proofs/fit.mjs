// Whether what is on a screen fits: targets large enough, nothing to scroll sideways, no text cut off.

/** Controls under 24 × 24 px, but for links within a line of text (WCAG 2.5.8 lets those be). */
export function small_targets(page) {
    return page.evaluate(() => {
        const controls = 'a[href], button, select, textarea, summary, input:not([type=hidden]), [role=option], [tabindex="0"]';
        const within = document.querySelector('dialog[open]') ?? document;
        const size = (element) => element.getBoundingClientRect();
        return [...within.querySelectorAll(controls)]
            .filter((element) => element.checkVisibility({ visibilityProperty: true, opacityProperty: true }))
            .map((element) => (size(element).width < 4 ? (element.labels?.[0] ?? element) : element))
            .map((element) => (element.type === 'checkbox' || element.type === 'radio' ? (element.closest('label') ?? element) : element))
            .filter((element) => size(element).width > 0)
            .filter((element) => !(element.tagName === 'A' && getComputedStyle(element).display === 'inline'))
            .filter((element) => size(element).width < 23.9 || size(element).height < 23.9)
            .map((element) => {
                const { width, height } = size(element);
                const words = (element.innerText ?? '').trim().slice(0, 30);
                return `${element.tagName.toLowerCase()}.${element.className} “${words}” ${width.toFixed(0)} × ${height.toFixed(0)}`;
            });
    });
}

/** How many pixels of the page lie beside the window. */
export function overflow_px(page) {
    return page.evaluate(() => Math.max(0, document.documentElement.scrollWidth - innerWidth));
}

export async function fits(page, checks, name) {
    checks.equal(`${name}: nothing to scroll sideways`, await overflow_px(page), 0);
    checks.equal(`${name}: targets of at least 24 px`, await small_targets(page), []);
}

/** The spacing of WCAG 1.4.12, as a reader's own style sheet would set it; the page's security policy lets that be. */
export function space_text(page) {
    return page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync(`* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; }
            p { margin-bottom: 2em !important; }`);
        document.adoptedStyleSheets.push(sheet);
    });
}

/**
 * Texts of which a part cannot be seen. What ends in an ellipsis on purpose has the whole in its `title`; what lies in a
 * box that scrolls can be reached.
 */
export function cut_off_texts(page) {
    return page.evaluate(() => {
        const within = document.querySelector('dialog[open]') ?? document.body;
        const has_text = (element) => [...element.childNodes].some((node) => node.nodeType === 3 && node.data.trim() !== '');
        const hides = (way) => way === 'hidden' || way === 'clip';
        return [...within.querySelectorAll('*')]
            .filter((element) => has_text(element) && element.checkVisibility({ visibilityProperty: true }))
            .filter((element) => element.clientWidth > 0 && !is_for_ears(element))
            .filter((element) => {
                const style = getComputedStyle(element);
                const wide = element.scrollWidth > element.clientWidth + 1 && hides(style.overflowX);
                const high = element.scrollHeight > element.clientHeight + 1 && hides(style.overflowY);
                const told = style.textOverflow === 'ellipsis' && element.closest('[title]') !== null;
                const select = element.tagName === 'SELECT' || element.tagName === 'OPTION';
                return (wide || high || spills(element)) && !told && !select;
            })
            .map((element) => `${element.tagName.toLowerCase()}.${element.className} “${element.textContent.trim().slice(0, 50)}”`);

        /** Told to screen readers alone, by itself or as part of what is. */
        function is_for_ears(element) {
            for (let outer = element; outer; outer = outer.parentElement) {
                if (getComputedStyle(outer).clipPath.startsWith('inset(50%')) {
                    return true;
                }
            }
            return false;
        }

        /** A text of its own goes beyond an ancestor that hides what is beyond it; what stands in elements within is theirs. */
        function spills(element) {
            return [...element.childNodes].filter((node) => node.nodeType === 3 && node.data.trim() !== '').some((text) => text_spills(element, text));
        }

        function text_spills(element, text) {
            const range = document.createRange();
            range.selectNodeContents(text);
            const box = range.getBoundingClientRect();
            for (let outer = element.parentElement; outer; outer = outer.parentElement) {
                const style = getComputedStyle(outer);
                if (style.overflowX === 'auto' || style.overflowX === 'scroll' || style.position === 'fixed') {
                    return false;
                }
                if (hides(style.overflowX) && outer.closest('[title]') === null) {
                    const hole = outer.getBoundingClientRect();
                    if (box.right > hole.right + 1 || box.left < hole.left - 1) {
                        return true;
                    }
                }
            }
            return box.width > 0 && (box.left < -1 || box.right > document.documentElement.scrollWidth + 1);
        }
    });
}
