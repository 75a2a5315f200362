// How quick the page is for people with slow lines and slow machines: `node bench/speed.mjs --binary FILE [--page FOLDER]`. One line of
// JSON for each figure: {"what", "value", "unit", "limit"}. Figures depend on what else the machine does.

import { parseArgs } from 'node:util';
import { open_browser } from '../e2e/browser.mjs';
import { open_desk, sign_in_by_api } from '../e2e/desk.mjs';
import { open_page_proxy } from '../e2e/page_proxy.mjs';
import { settled } from '../e2e/settled.mjs';
import * as budgets from '../tools/budgets.mjs';

const { values: options } = parseArgs({
    options: { binary: { type: 'string' }, page: { type: 'string' }, opens: { type: 'string', default: '200' } },
});
const row = 'main tbody tr';
const keys_each = 60;

const own_desk = await open_desk(options);
const proxy = options.page ? await open_page_proxy(own_desk.base, options.page) : null;
const desk = { ...own_desk, base: proxy?.base ?? own_desk.base };
const browser = await open_browser();
try {
    await slow_line();
    await slow_processor();
    await memory_of_many_opens(Number(options.opens));
} finally {
    await browser.close();
    await proxy?.stop();
    await own_desk.stop();
}

function tell(what, value, unit, limit) {
    console.log(JSON.stringify({ what, value: Math.round(value * 100) / 100, unit, limit }));
}

/** A context of its own each time: nothing is cached. */
async function with_page(work) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 860 } });
    try {
        await sign_in_by_api(context, desk, 'helena');
        const page = await context.newPage();
        await work(page, await context.newCDPSession(page));
    } finally {
        await context.close();
    }
}

/** From the navigation to a row of the queue that can be read and opened, at 240 kbit/s and 400 ms. */
async function slow_line() {
    await with_page(async (page, cdp) => {
        let bytes = 0;
        await cdp.send('Network.enable');
        cdp.on('Network.loadingFinished', (event) => (bytes += event.encodedDataLength));
        const rate = 240_000 / 8;
        const line = { offline: false, latency: 400, downloadThroughput: rate, uploadThroughput: rate };
        await cdp.send('Network.emulateNetworkConditions', line);
        await page.addInitScript((selector) => {
            const observer = new MutationObserver(() => {
                if (document.querySelector(selector)) {
                    observer.disconnect();
                    requestAnimationFrame(() => setTimeout(() => (globalThis.usable_at = performance.now())));
                }
            });
            observer.observe(document, { subtree: true, childList: true });
        }, row);
        await page.goto(desk.base, { waitUntil: 'commit' });
        await page.waitForFunction(() => globalThis.usable_at !== undefined, null, { timeout: 60_000 });
        const bytes_then = bytes;
        tell('queue usable, cold, 240 kbit/s, 400 ms', (await page.evaluate(() => globalThis.usable_at)) / 1000, 's', 7);
        tell('bytes until then, as sent', bytes_then / 1000, 'KB', budgets.promised_first_load / 1000);
    });
}

/** From a key press to the frame that shows it, with the processor four times slower. */
async function slow_processor() {
    await with_page(async (page, cdp) => {
        await page.addInitScript(() => {
            globalThis.paints = [];
            const shown = (event) =>
                requestAnimationFrame(() => {
                    const { port1, port2 } = new MessageChannel();
                    port1.onmessage = () => globalThis.paints.push(performance.now() - event.timeStamp);
                    port2.postMessage(null);
                });
            addEventListener('keydown', shown, true);
        });
        await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        await page.goto(`${desk.base}/healthz`);
        await page.evaluate(() => document.body.replaceChildren(document.createElement('textarea')));
        await page.locator('textarea').focus();
        await press_and_tell(page, 'a letter in a bare box', [...'What the machine itself takes. ']);
        const open = async (path, ready) => {
            await page.goto(desk.base + path);
            await page.locator(ready).first().waitFor();
            await settled(page);
            await cdp.send('Emulation.setCPUThrottlingRate', { rate: 4 });
        };
        await open('/', row);
        await press_and_tell(page, 'J and K in the queue', ['j', 'j', 'k', 'j', 'k', 'k']);
        await page.keyboard.press('Control+k');
        await page.locator('dialog input[role=combobox]').waitFor();
        await settled(page);
        await press_and_tell(page, 'a letter in the palette', ['r', 'e', 'p', 'Backspace', 'Backspace', 'Backspace']);
        await page.keyboard.press('Escape');
        await page.locator(`${row} a`).nth(1).click();
        await page.locator('.compose textarea').first().waitFor();
        await settled(page);
        await page.locator('.compose textarea').first().focus();
        await press_and_tell(page, 'a letter in the composer', [...'The report ends with an error. ']);
    });
}

async function press_and_tell(page, where, keys) {
    await page.evaluate(() => (globalThis.paints = []));
    for (let press = 0; press < keys_each; press += 1) {
        await page.keyboard.press(keys[press % keys.length]);
        await page.waitForTimeout(40);
    }
    await page.waitForFunction((count) => globalThis.paints.length >= count, keys_each);
    const paints = (await page.evaluate(() => globalThis.paints)).toSorted((a, b) => a - b);
    tell(`${where}, to paint, processor at a quarter, p95`, paints[Math.floor(paints.length * 0.95)], 'ms', 50);
}

/** What stays in memory after many records were opened and left, over what was there after the first tenth. */
async function memory_of_many_opens(opens) {
    await with_page(async (page, cdp) => {
        await page.goto(desk.base);
        await page.locator(row).first().waitFor();
        const used = async () => {
            await cdp.send('HeapProfiler.collectGarbage');
            return page.evaluate(() => performance.memory.usedJSHeapSize);
        };
        let early = 0;
        for (let open = 0; open < opens; open += 1) {
            if (open === Math.ceil(opens / 10)) {
                early = await used();
            }
            const links = page.locator(`${row} a`);
            await links.nth(open % (await links.count())).click();
            await page.locator('li.entry').first().waitFor();
            await page.goBack();
            await page.locator(row).first().waitFor();
        }
        tell(`memory after ${opens} records opened, over that after ${Math.ceil(opens / 10)}`, (await used()) / early, 'times', 1.1);
    });
}
