// Live: what one person does, another sees as it happens; one line for all tabs of a browser, taken over when its tab
// goes; and nothing missed when the desk itself went away in between.

import { randomUUID } from 'node:crypto';
import { sign_in_by_api } from './desk.mjs';

/** `desk` is a `MortalDesk`. */
export async function live(browser, desk, checks) {
    const [ivo, helena] = await Promise.all(['ivo', 'helena'].map((name) => open_browser_of(browser, desk, name)));
    try {
        const queue = await open_page(ivo, `${desk.base}/`, '[data-row]');
        const [number] = await rows_of(queue);
        await second_browser_sees_an_act(queue, checks, desk, helena, number);
        const record = await open_page(ivo, `${desk.base}/t/${number}`, 'li.entry');
        await record_shows_what_was_written(record, checks, desk, helena, number);
        await own_act_is_no_news(record, checks);
        await one_line_for_all_tabs(queue, record, checks, desk, helena, number);
        await desk_goes_and_comes_back(record, checks, desk, helena, number);
        await signing_out_ends_all_tabs(record, ivo, checks, desk);
    } finally {
        await Promise.all([ivo, helena].map((context) => context.close()));
    }
}

async function open_browser_of(browser, desk, name) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(20_000);
    await sign_in_by_api(context, desk, name);
    return context;
}

async function open_page(context, address, ready) {
    const page = await context.newPage();
    await page.goto(address);
    await page.locator(ready).first().waitFor();
    await page.locator('button.state[data-live=live]').waitFor();
    return page;
}

function rows_of(page) {
    return page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));
}

async function write(context, desk, number, text) {
    const answer = await context.request.post(`${desk.base}/api/v1/records/${number}/comments`, {
        headers: { 'Idempotency-Key': randomUUID() },
        data: { text, audience: 'internal' },
    });
    if (!answer.ok()) {
        throw new Error(`${number} cannot be written on: ${await answer.text()}`);
    }
}

async function second_browser_sees_an_act(queue, checks, desk, helena, number) {
    const before = await rows_of(queue);
    await write(helena, desk, number, 'Seen elsewhere');
    const row = queue.locator('tr').filter({ has: queue.locator(`[data-row="${number}"]`) });
    await checks.seen('a list marks what another did', row.locator('.news'));
    checks.equal('and moves no row', await rows_of(queue), before);
}

async function record_shows_what_was_written(record, checks, desk, helena, number) {
    await record.locator('.compose textarea').fill('Half a sentence of mine');
    await write(helena, desk, number, 'Written by another while it is open');
    const entry = record.locator('li.entry').filter({ hasText: 'Written by another while it is open' });
    await checks.seen('a record shows what another wrote', entry);
    const kept = await record.locator('.compose textarea').inputValue();
    checks.equal('and what is being typed stays', kept, 'Half a sentence of mine');
}

/** Its news comes too, and is known. */
async function own_act_is_no_news(record, checks) {
    await record.getByRole('button', { name: /^Add internal note|^Send to/ }).first().click();
    // Another wrote meanwhile: she is asked whether to send all the same.
    await record.getByRole('button', { name: 'Send anyway' }).click();
    const entry = record.locator('li.entry').filter({ hasText: 'Half a sentence of mine' });
    await entry.first().waitFor();
    await record.waitForTimeout(1_500);
    checks.equal('one’s own note is there once', await entry.count(), 1);
}

async function one_line_for_all_tabs(queue, record, checks, desk, helena, number) {
    checks.equal('two tabs of one browser have one line', await lines_of(desk), 1);
    await queue.close();
    await write(helena, desk, number, 'After the first tab was closed');
    const entry = record.locator('li.entry').filter({ hasText: 'After the first tab was closed' });
    await checks.seen('when the tab that listened is closed, another takes over', entry);
    checks.equal('and there is one line again', await lines_of(desk), 1);
}

async function desk_goes_and_comes_back(record, checks, desk, helena, number) {
    await desk.kill();
    await record.locator('button.state').getByText(/Offline since/).waitFor();
    checks.pass('a desk that is gone is noticed');
    await desk.start();
    // Before the page has found out that the desk is back.
    await write(helena, desk, number, 'Just after the desk came back');
    const entry = record.locator('li.entry').filter({ hasText: 'Just after the desk came back' });
    await entry.waitFor({ timeout: 60_000 });
    checks.pass('what happened before the line was back is not missed');
    await record.locator('button.state').getByText(/^Online$/).waitFor();
    await write(helena, desk, number, 'And on it goes');
    await checks.seen('and news comes again', record.locator('li.entry').filter({ hasText: 'And on it goes' }));
}

async function signing_out_ends_all_tabs(record, ivo, checks, desk) {
    const other = await open_page(ivo, `${desk.base}/`, '[data-row]');
    await other.locator('.account summary').click();
    await other.getByRole('button', { name: 'Sign out' }).first().click();
    const sure = other.getByRole('button', { name: 'Sign out and remove' });
    await sure.or(other.getByLabel('Password')).first().waitFor();
    if (await sure.isVisible()) {
        await sure.click();
    }
    await checks.seen('a sign-out ends the other tabs too', record.getByLabel('Password'));
    await record.waitForFunction(() => Object.keys(localStorage).every((name) => !name.startsWith('reeve.live')));
    checks.pass('no position stays behind');
    for (let tries = 0; tries < 50 && (await lines_of(desk)) > 0; tries += 1) {
        await record.waitForTimeout(100);
    }
    checks.equal('no line stays open', await lines_of(desk), 0);
}

/** How many lines of news the desk has open, by its own figures. */
async function lines_of(desk) {
    const figures = await (await fetch(desk.metrics)).text();
    return Number(/^reeve_live_streams (\d+)$/m.exec(figures)?.[1]);
}
