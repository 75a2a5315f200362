// Whether every sentence on a page built in the pseudo-language comes from the catalogue: there each stands in ⟦ ⟧.

/** Texts that the desk sent to a page, so that what it shows of them is known to be data. */
export function watch_data(context) {
    const known = new Set();
    context.on('response', async (response) => {
        if (!response.url().includes('/api/v1/') || !(response.headers()['content-type'] ?? '').includes('json')) {
            return;
        }
        const body = await response.json().catch(() => null);
        collect(body, known);
    });
    return known;
}

function collect(value, known) {
    if (typeof value === 'string') {
        known.add(plain(value));
    } else if (Array.isArray(value)) {
        value.forEach((each) => collect(each, known));
    } else if (value !== null && typeof value === 'object') {
        Object.entries(value).forEach(([name, each]) => {
            known.add(plain(name));
            collect(each, known);
        });
    }
}

/** As a name of a process is written for people. */
function plain(text) {
    return text.replaceAll(/[_\s-]+/g, ' ').trim().toLowerCase();
}

// Days, months, places and times of Intl; names of keys stand in <kbd> and are left out below.
const of_time =
    /\b((mon|tues?|wed(nes)?|thu(rs)?|fri|sat(ur)?|sun)(day)?|jan(uary)?|feb(ruary)?|mar(ch)?|apr(il)?|may|june?|july?|aug(ust)?|sept?(ember)?|oct(ober)?|nov(ember)?|dec(ember)?|cat|utc|gmt|maputo)\b/g;

/** What people read on the page that is neither in ⟦ ⟧ nor data. */
export async function unspoken_texts(page, known) {
    const texts = await page.evaluate(() => {
        const found = [];
        const walk = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
        while (walk.nextNode()) {
            const element = walk.currentNode.parentElement;
            // A drawing breaks its sentences into lines; the list beside it says the same ones whole.
            if (!element.closest('kbd, script, style, svg, [aria-hidden=true]') && element.checkVisibility()) {
                found.push(walk.currentNode.data);
            }
        }
        for (const element of document.querySelectorAll('[aria-label], [title], [placeholder], [alt]')) {
            for (const name of ['aria-label', 'title', 'placeholder', 'alt']) {
                found.push(element.getAttribute(name) ?? '');
            }
        }
        found.push(document.title);
        return found;
    });
    const data = [...known].filter((text) => text.length > 2).toSorted((a, b) => b.length - a.length);
    return [...new Set(texts)].filter((text) => is_unspoken(text, data));
}

function is_unspoken(text, data) {
    let left = text;
    for (let before = ''; before !== left;) {
        before = left;
        left = left.replaceAll(/⟦[^⟦⟧]*⟧/g, ' ');
    }
    left = plain(left);
    for (const each of data) {
        if (!/\p{L}{3}/u.test(left)) {
            break;
        }
        left = left.replaceAll(each, ' ');
    }
    return /\p{L}{3}/u.test(left.replaceAll(of_time, ' '));
}
