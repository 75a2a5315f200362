// Where the Tab key leads: at each stop what has the focus is in sight, under nothing, and marked: by an outline or a line of its own.

const stops_max = 120;

/** One sentence for each stop at which it is not so. The walk begins where the screen has its focus. */
export async function focus_faults(page) {
    const faults = [];
    const names = [];
    await page.evaluate(() => (globalThis.focus_seen = new Set()));
    for (let stop = 0; stop < stops_max; stop += 1) {
        await page.keyboard.press('Tab');
        const { name, again, fault } = await page.evaluate(look_at_focus);
        if (again) {
            return { faults, names };
        }
        names.push(name);
        if (fault) {
            faults.push(`${name}: ${fault}`);
        }
    }
    faults.push(`Tab does not come round after ${stops_max} stops`);
    return { faults, names };
}

/** In the page. A hidden input is shown by its label, and a row by what it holds. */
function look_at_focus() {
    const element = document.activeElement;
    if (!element || element === document.body || globalThis.focus_seen.has(element)) {
        return { again: true };
    }
    globalThis.focus_seen.add(element);
    const words = (element.getAttribute('aria-label') ?? element.innerText ?? '').trim().split('\n')[0].slice(0, 40);
    const name = `${element.tagName.toLowerCase()}${element.id ? `#${element.id}` : ''} “${words}”`;
    const tiny = (each) => each.getBoundingClientRect().width < 4 || getComputedStyle(each).opacity === '0';
    const shown = tiny(element) ? (element.closest('label') ?? document.querySelector(`label[for="${element.id}"]`) ?? element) : element;
    return { name, again: false, fault: fault_of(element, shown) };

    function fault_of() {
        const box = shown.getBoundingClientRect();
        const left = Math.max(box.left, 0);
        const right = Math.min(box.right, innerWidth);
        const top = Math.max(box.top, 0);
        const bottom = Math.min(box.bottom, innerHeight);
        if (right - left < 2 || bottom - top < 2) {
            return 'is out of sight';
        }
        // A text of several lines is not its box: any of its boxes may be the one that shows.
        const boxes = [...shown.getClientRects()].filter((each) => each.width > 1 && each.height > 1);
        const hit = boxes.some((each) => {
            const x = (Math.max(each.left, 0) + Math.min(each.right, innerWidth)) / 2;
            const y = (Math.max(each.top, 0) + Math.min(each.bottom, innerHeight)) / 2;
            const found = document.elementFromPoint(x, y);
            return found !== null && (shown.contains(found) || found.contains(element));
        });
        if (!hit) {
            const over = document.elementFromPoint((left + right) / 2, (top + bottom) / 2);
            return `lies under ${over?.tagName.toLowerCase()}.${over?.className}`;
        }
        const outlined = [[element], [element, '::after'], [element, '::before'], [shown]].some((each) => {
            const style = getComputedStyle(...each);
            return (style.outlineStyle !== 'none' && Number.parseFloat(style.outlineWidth) >= 1) || /inset/.test(style.boxShadow);
        });
        return outlined ? null : 'is not outlined';
    }
}
