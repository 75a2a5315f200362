// Every screen in the pseudo-language, accented and longer by two fifths: nothing is cut off, and no sentence comes from
// elsewhere than the catalogue. `node e2e/pseudo_proofs.mjs --page FOLDER [--screen NAME] [--binary FILE]`, FOLDER being what
// `node tools/build.mjs FOLDER --pseudo` made. The last line is `N passed, N failed`.

import { parseArgs } from 'node:util';
import { open_browser } from './browser.mjs';
import { Checks } from './checks.mjs';
import { open_desk } from './desk.mjs';
import { open_page_proxy } from './page_proxy.mjs';
import { cut_off_texts, overflow_px } from './proofs/fit.mjs';
import { unspoken_texts, watch_data } from './proofs/spoken.mjs';
import { Viewer, looks, provoked, screens } from './screens.mjs';

const { values: options } = parseArgs({
    options: {
        page: { type: 'string' },
        screen: { type: 'string', default: '' },
        binary: { type: 'string' },
    },
});
if (!options.page) {
    console.error('usage: node e2e/pseudo_proofs.mjs --page FOLDER [--screen NAME] [--binary FILE]');
    process.exit(2);
}

const checks = new Checks();
const desk = await open_desk(options);
const proxy = await open_page_proxy(desk.base, options.page);
const browser = await open_browser();
browser.provoked.push(...provoked);
try {
    for (const look of looks.filter(({ name }) => ['wide', 'phone'].includes(name))) {
        const viewer = new Viewer(browser, { ...desk, base: proxy.base }, look);
        for (const screen of screens.filter(({ name }) => name.startsWith(options.screen))) {
            await try_screen(viewer, screen, `${screen.name}, ${look.name}`);
        }
        await viewer.close();
    }
} finally {
    await browser.close();
    await proxy.stop();
    await desk.stop();
}
checks.equal('nothing in the console', browser.complaints, []);
checks.print();

async function try_screen(viewer, screen, name) {
    try {
        const page = await viewer.show(screen, { watch: watch_data });
        checks.equal(`${name}: every sentence is of the catalogue`, await unspoken_texts(page, viewer.watched(page)), []);
        checks.equal(`${name}: no text is cut off`, await cut_off_texts(page), []);
        checks.equal(`${name}: nothing to scroll sideways`, await overflow_px(page), 0);
    } catch (error) {
        checks.fail(`${name}: can be shown`, error);
    }
}
