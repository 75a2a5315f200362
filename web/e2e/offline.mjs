// Offline and back: the desk goes away under an open page. What was read stays, what is sent waits, the page opens again
// all the same, and when the desk is back each thing is there once.

import { randomUUID } from 'node:crypto';
import { sign_in_by_api } from './desk.mjs';
import { settled } from './settled.mjs';

/** `desk` is a `MortalDesk`. */
export async function offline(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(15_000);
    try {
        await sign_in_by_api(context, desk, 'ivo');
        const page = await context.newPage();
        const number = await read_what_will_be_needed(page, desk);
        await desk.kill();
        await send_while_it_is_away(page, checks, number);
        await reload_while_it_is_away(page, checks, desk, number);
        await desk.start();
        await all_is_sent_once(page, checks, number);
        await refused_comes_back(page, checks, desk, number);
        await sign_out_leaves_nothing(page, checks);
    } finally {
        await context.close();
    }
}

const note = 'Written while the desk was away';
const second = 'And a second thing, later';

async function read_what_will_be_needed(page, desk) {
    await page.goto(desk.base);
    await page.locator('[data-row]').first().waitFor();
    const row = page.locator('[data-row]').filter({ hasText: 'Two patients' });
    const number = await row.getAttribute('data-row');
    await row.click();
    await page.locator('li.entry').first().waitFor();
    await page.evaluate(() => navigator.serviceWorker.ready);
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    return number;
}

async function send_while_it_is_away(page, checks, number) {
    await write(page, note);
    await checks.seen('what is sent is kept', page.getByRole('status').getByText(/kept on this device/i));
    await page.waitForFunction(() => document.querySelector('.compose textarea').value === '');
    checks.pass('its box is free for the next thing');
    await write(page, second);
    const chip = page.locator('button.state');
    await checks.seen('the chip says since when, and what waits', chip.getByText(/Offline since .*2 things wait/));
    await page.locator('.acts button[data-act=refer]').click();
    const dialog = page.getByRole('dialog');
    await dialog.locator('textarea').last().fill('Looked at the database; tier 3 is to go on.');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('an act waits too', chip.getByText(/3 things wait/));
    await chip.click();
    const tray = page.locator('.tray');
    await checks.seen('the tray names each', tray.getByText(number).first());
    checks.equal('and says what becomes of them', await tray.locator('li').count(), 3);
    await page.keyboard.press('Escape');
}

async function reload_while_it_is_away(page, checks, desk, number) {
    await page.reload();
    await checks.seen('the page opens without the desk', page.locator('main h1').getByText('Two patients'));
    await checks.seen('with what was read', page.locator('li.entry').first());
    await checks.seen('and what waits still waits', page.locator('button.state').getByText(/3 things wait/));
    await page.goto(desk.base);
    await checks.seen('the list can be read', page.locator(`[data-row="${number}"]`));
    await page.goto(`${desk.base}/t/NEVER-READ-1`);
    await checks.seen('what was never read says so', page.getByRole('alert').getByText('The desk does not answer'));
    await page.goto(`${desk.base}/t/${number}`);
    await page.locator('li.entry').first().waitFor();
}

async function all_is_sent_once(page, checks, number) {
    const chip = page.locator('button.state');
    await chip.getByText(/^Online$/).waitFor({ timeout: 60_000 });
    checks.pass('back again, nothing waits any more');
    await chip.click();
    checks.equal('the tray tells what was sent', await page.locator('.tray li.sent').count(), 3);
    await page.keyboard.press('Escape');
    const { items } = await asked(page, `/records/${number}/timeline?limit=200`);
    const texts = items.map(({ text }) => text);
    checks.equal('each thing is there once', [note, second].map((text) => texts.filter((each) => each === text).length), [1, 1]);
    checks.equal('in the order of writing', texts.indexOf(note) < texts.indexOf(second), true);
    checks.equal('and the act was done once', items.filter(({ act }) => act === 'refer').length, 1);
    await page.reload();
    await checks.seen('the page shows it', page.locator('li.entry').filter({ hasText: second }));
    await settled(page);
}

/** Meanwhile another did it: what waited is not done, and its text is back where it was typed. */
async function refused_comes_back(page, checks, desk, number) {
    await page.route('**/api/v1/**', (route) => route.abort());
    const act = page.locator('.acts button[data-act]').first();
    const name = await act.getAttribute('data-act');
    await act.click();
    const dialog = page.getByRole('dialog');
    const text = 'Typed before another was quicker';
    await dialog.locator('textarea').last().fill(text);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    const headers = { 'Idempotency-Key': randomUUID() };
    const answer = await page.request.post(`${desk.base}/api/v1/records/${number}/comments`, {
        headers,
        data: { text: 'I was quicker', audience: 'internal' },
    });
    checks.equal('another writes meanwhile', answer.ok(), true);
    await page.unrouteAll();
    await checks.seen('what is refused says that it needs its writer', page.locator('button.state').getByText(/1 needs you/));
    await page.reload();
    await page.locator(`.acts button[data-act=${name}]`).click();
    await dialog.waitFor();
    checks.equal('its text is back in its form', await dialog.locator('textarea').last().inputValue(), text);
    await page.keyboard.press('Escape');
    await page.locator('button.state').click();
    await page.locator('.tray').getByRole('button', { name: 'Seen' }).last().click();
    await page.keyboard.press('Escape');
}

async function sign_out_leaves_nothing(page, checks) {
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Sign out' }).first().click();
    const sure = page.getByRole('button', { name: 'Sign out and remove' });
    await sure.or(page.getByLabel('Password')).first().waitFor();
    if (await sure.isVisible()) {
        await sure.click();
    }
    await page.getByLabel('Password').waitFor();
    const left = async () =>
        page.evaluate(async () => {
            const base = await new Promise((done) => {
                const asked = indexedDB.open('reeve');
                asked.onsuccess = () => done(asked.result);
            });
            const counts = [...base.objectStoreNames].map(
                (name) =>
                    new Promise((done) => {
                        const asked = base.transaction(name).objectStore(name).count();
                        asked.onsuccess = () => done(asked.result);
                    }),
            );
            const found = (await Promise.all(counts)).reduce((sum, each) => sum + each, 0);
            base.close();
            return found;
        });
    for (let tries = 0; tries < 20 && (await left()) > 0; tries += 1) {
        await page.waitForTimeout(100);
    }
    checks.equal('a sign-out leaves nothing that was read or waits', await left(), 0);
}

async function write(page, text) {
    const tab = page.locator('.compose input[value=internal]');
    await tab.check({ force: true });
    await page.locator('.compose textarea').fill(text);
    await page.getByRole('button', { name: 'Add internal note' }).click();
}

async function asked(page, path) {
    return page.evaluate(async (where) => (await fetch(`/api/v1${where}`)).json(), path);
}
