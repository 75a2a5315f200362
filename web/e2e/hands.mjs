// Everything by the keyboard: a page, and the keys pressed on it.

import { as_person } from './desk.mjs';
import { settled } from './settled.mjs';

/**
 * Presses Tab until what `wanted` names has the focus, as somebody does who looks for it; how often it was pressed.
 * `wanted` is a selector, or asks of the element in focus whether it is the one.
 */
export async function tab_to(page, wanted) {
    const is_there = typeof wanted === 'string' ? `(element) => element.matches(${JSON.stringify(wanted)})` : wanted;
    for (let presses = 0; presses < 120; presses += 1) {
        if (await page.evaluate(`(${is_there})(document.activeElement)`)) {
            return presses;
        }
        await page.keyboard.press('Tab');
    }
    throw new Error(`Tab does not lead to ${wanted}`);
}

/** A page and the keys pressed on it. */
export class Hands {
    constructor(page, base) {
        this.page = page;
        this.base = base;
        this.pressed = 0;
    }

    async open(path, ready) {
        await this.page.goto(this.base + path);
        await this.page.evaluate(() => {
            globalThis.mouse_events = 0;
            // A press of Enter on a link also makes a click, but one without a button pressed down before.
            addEventListener('pointerdown', () => (globalThis.mouse_events += 1), true);
        });
        await this.page.locator(ready).first().waitFor();
        await settled(this.page);
        this.pressed = 0;
    }

    async press(...keys) {
        for (const key of keys) {
            await this.page.keyboard.press(key);
            this.pressed += 1;
        }
    }

    type(text) {
        return this.page.keyboard.type(text);
    }

    focused(read) {
        return this.page.evaluate(`(${read})(document.activeElement)`);
    }

    mouse_events() {
        return this.page.evaluate(() => globalThis.mouse_events);
    }

    async tab_to(wanted) {
        this.pressed += await tab_to(this.page, wanted);
    }
}

/** Runs `work` with the hands of that person, who is signed in. `options`: the browser's context. */
export function with_hands(browser, desk, name, work, options = {}) {
    return as_person(browser, desk, name, (page) => work(new Hands(page, desk.base)), options);
}
