// What must hold of every screen in every look: `node e2e/screen_proofs.mjs [--screen NAME] [--look NAME] [--page FOLDER]
// [--binary FILE | --base URL --demo FILE]`; FOLDER is another build of the page. The last line is `N passed, N failed`.

import { parseArgs } from 'node:util';
import { open_browser } from './browser.mjs';
import { Checks } from './checks.mjs';
import { open_desk } from './desk.mjs';
import { open_page_proxy } from './page_proxy.mjs';
import { axe_violations } from './proofs/axe.mjs';
import { cut_off_texts, overflow_px, small_targets, space_text } from './proofs/fit.mjs';
import { focus_faults } from './proofs/focus.mjs';
import { Viewer, looks, provoked, screens } from './screens.mjs';

const { values: options } = parseArgs({
    options: {
        screen: { type: 'string', default: '' },
        look: { type: 'string', default: '' },
        binary: { type: 'string' },
        page: { type: 'string' },
        base: { type: 'string' },
        demo: { type: 'string' },
    },
});
const named = (all, start) => all.filter(({ name }) => name.startsWith(start));

const checks = new Checks();
const desk = await open_desk(options);
const proxy = options.page ? await open_page_proxy(desk.base, options.page) : null;
const browser = await open_browser();
browser.provoked.push(...provoked);
try {
    for (const look of named(looks, options.look)) {
        const viewer = new Viewer(browser, { ...desk, base: proxy?.base ?? desk.base }, look);
        for (const screen of named(screens, options.screen)) {
            await try_screen(viewer, screen, look);
        }
        await viewer.close();
    }
} finally {
    await browser.close();
    await proxy?.stop();
    await desk.stop();
}
checks.equal('nothing in the console', browser.complaints, []);
checks.print();

async function try_screen(viewer, screen, look) {
    const name = `${screen.name}, ${look.name}`;
    try {
        const page = await viewer.show(screen);
        checks.equal(`${name}: nothing that axe finds`, await axe_violations(page), []);
        // Boxes are the same in every colour; outlines are drawn anew where colours are the reader's own.
        if (look.colorScheme === 'dark') {
            return;
        }
        const { faults } = await focus_faults(page);
        checks.equal(`${name}: each stop of Tab is in sight and outlined`, faults, []);
        if (look.forcedColors) {
            return;
        }
        checks.equal(`${name}: targets of at least 24 px`, await small_targets(page), []);
        checks.equal(`${name}: nothing to scroll sideways`, await overflow_px(page), 0);
        checks.equal(`${name}: no text is cut off`, await cut_off_texts(page), []);
        await try_narrow_and_spaced(page, name, look);
    } catch (error) {
        checks.fail(`${name}: can be shown`, error);
    }
}

/** WCAG 1.4.10 and 1.4.12: 320 px, which is 400 % of 1280, and a reader's own spacing. */
async function try_narrow_and_spaced(page, name, { width, height }) {
    await page.setViewportSize({ width: 320, height });
    checks.equal(`${name}: nothing to scroll sideways at 320 px`, await overflow_px(page), 0);
    await page.setViewportSize({ width, height });
    await space_text(page);
    checks.equal(`${name}: nor with the text spaced`, await overflow_px(page), 0);
    checks.equal(`${name}: and no text is cut off then`, await cut_off_texts(page), []);
}
