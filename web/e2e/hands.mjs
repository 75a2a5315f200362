// Everything by the keyboard: a page, and the keys pressed on it.

import { settled } from './settled.mjs';

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

    /** Tab until what `selector` names has the focus, as somebody does who looks for it. */
    async tab_to(selector, most = 80) {
        for (let tries = 0; tries < most; tries += 1) {
            if (await this.page.evaluate((wanted) => document.activeElement.matches(wanted), selector)) {
                return;
            }
            await this.press('Tab');
        }
        throw new Error(`Tab leads to no ${selector}`);
    }
}
