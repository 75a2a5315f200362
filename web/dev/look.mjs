// Pictures of every screen in every look, to look at: `node dev/look.mjs --out FOLDER [--screen NAME] [--look NAME]`, NAME
// being the beginning of one. A desk of its own is started, or `--base URL --demo FILE` names one that runs; `--page FOLDER`
// shows another build of the page before it.

import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { open_browser } from '../e2e/browser.mjs';
import { open_desk } from '../e2e/desk.mjs';
import { open_page_proxy } from '../e2e/page_proxy.mjs';
import { Viewer, looks, screens } from '../e2e/screens.mjs';

const { values: options } = parseArgs({
    options: {
        out: { type: 'string' },
        screen: { type: 'string', default: '' },
        look: { type: 'string', default: '' },
        base: { type: 'string' },
        demo: { type: 'string' },
        binary: { type: 'string' },
        page: { type: 'string' },
    },
});
if (!options.out || (options.base && !options.demo)) {
    console.error('usage: node dev/look.mjs --out FOLDER [--screen NAME] [--look NAME] [--base URL --demo FILE]');
    process.exit(2);
}

const named = (all, start) => all.filter(({ name }) => name.startsWith(start));
const desk = await open_desk(options);
const proxy = options.page ? await open_page_proxy(desk.base, options.page) : null;
const browser = await open_browser();
let missed = 0;
try {
    await mkdir(options.out, { recursive: true });
    for (const look of named(looks, options.look)) {
        const viewer = new Viewer(browser, { ...desk, base: proxy?.base ?? desk.base }, look);
        for (const screen of named(screens, options.screen)) {
            const path = join(options.out, `${screen.name}-${look.name}.png`);
            try {
                const page = await viewer.show(screen);
                await undock(page);
                await page.screenshot({ path, fullPage: screen.dialog !== true });
                console.log(path);
            } catch (error) {
                missed += 1;
                console.error(`${screen.name}, ${look.name}: ${error}`);
            }
        }
        await viewer.close();
    }
} finally {
    await browser.close();
    await proxy?.stop();
    await desk.stop();
}
process.exitCode = missed === 0 ? 0 : 1;

/** A picture of a whole page has no foot of the window: what is docked there stands in its place. */
function undock(page) {
    return page.evaluate(() => {
        const sheet = new CSSStyleSheet();
        sheet.replaceSync('.docked { position: relative !important; box-shadow: none !important; }');
        document.adoptedStyleSheets.push(sheet);
    });
}
