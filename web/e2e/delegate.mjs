// Voting in another's place, by the keyboard alone: a person names somebody, who sees for whom she votes and does so; the
// card names both; an administrator ends it.

import { randomUUID } from 'node:crypto';
import { as_person } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { settled } from './settled.mjs';

const view = { viewport: { width: 1280, height: 1000 }, timezoneId: 'Africa/Maputo' };
const card = '#approvals';

/** `desk` as `open_desk` gives it, with the demonstration's people. */
export async function in_anothers_place(browser, desk, checks) {
    const number = await request_before_the_manager(browser, desk);
    const as = (name, work) => as_person(browser, desk, name, work, view);
    await as('karin', (page) => she_names_somebody(page, desk, checks));
    await as('priya', (page) => somebody_votes_for_her(page, desk, checks, number));
    await as('uma', (page) => administrator_ends_it(page, desk, checks));
    await as('priya', async (page) => {
        await open_delegation(page, desk);
        checks.equal('nobody’s place is hers any more', await page.getByRole('dialog').getByText('You vote in the place of').count(), 0);
    });
    await as('karin', async (page) => {
        await page.goto(`${desk.base}/t/${number}`);
        await checks.seen('what was said in her place stays', page.locator(card).getByText(/Priya Nair for Karin Beck/));
    });
}

async function request_before_the_manager(browser, desk) {
    const fields = { catalogue_item: 'laptop', justification: 'They share one of eight years.' };
    const body = { type: 'itil-starter/request', title: 'A laptop for the branch', channel: 'web', fields };
    const { number, version } = await as_person(browser, desk, 'nora', (page) => post(page, desk, '/records', body));
    const seen = { 'If-Match': `"${version}"` };
    await as_person(browser, desk, 'tessa', (page) => post(page, desk, `/records/${number}/acts/ask_approval`, {}, seen));
    return number;
}

async function post(page, desk, path, data, more = {}) {
    const headers = { 'Idempotency-Key': randomUUID(), Origin: desk.base, ...more };
    const answer = await page.request.post(`${desk.base}/api/v1${path}`, { headers, data });
    if (!answer.ok()) {
        throw new Error(`${path}: ${await answer.text()}`);
    }
    return answer.json();
}

/** The account menu, then what it says about votes. */
async function open_delegation(page, desk) {
    await page.goto(`${desk.base}/?open=any`);
    await page.locator('.account summary').waitFor();
    await settled(page);
    await page.locator('.account summary').focus();
    await page.keyboard.press('Enter');
    await tab_to(page, (element) => element.textContent === 'Voting in another’s place');
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').locator('form').waitFor();
    await settled(page);
}

const to_keep = 'dialog button[type=submit]';

/** By the name she signs in with, or by letters of it, as the page lets her. */
async function name_somebody(page, words) {
    await tab_to(page, 'dialog input[name=delegate]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type(words);
    if ((await page.locator('dialog input[name=delegate]').getAttribute('role')) === 'combobox') {
        await page.getByRole('dialog').getByRole('option').first().waitFor();
        await page.keyboard.press('Enter');
    }
}

async function she_names_somebody(page, desk, checks) {
    await open_delegation(page, desk);
    const dialog = page.getByRole('dialog');
    await tab_to(page, to_keep);
    await page.keyboard.press('Enter');
    await checks.seen('nobody named is told', dialog.getByRole('alert').getByText('Say who votes.'));
    await name_somebody(page, 'karin');
    await tab_to(page, to_keep);
    await page.keyboard.press('Enter');
    await checks.seen('oneself is refused in the desk’s words', dialog.getByRole('alert').getByText('Somebody else votes in your place.'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    checks.equal('what opened it has the focus again', await page.evaluate(() => document.activeElement?.matches('.account summary')), true);
    await open_delegation(page, desk);
    await name_somebody(page, 'priya');
    await tab_to(page, to_keep);
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await open_delegation(page, desk);
    await checks.seen('it is kept, and can be taken back', dialog.locator('[data-clear]'));
}

async function somebody_votes_for_her(page, desk, checks, number) {
    await open_delegation(page, desk);
    await checks.seen('she sees for whom she votes', page.getByRole('dialog').getByRole('listitem').getByText('Karin Beck'));
    await page.goto(`${desk.base}/?approver=me`);
    await page.locator(`[data-row="${number}"]`).waitFor();
    checks.pass('what waits for her vote has the other’s');
    await page.goto(`${desk.base}/t/${number}`);
    await page.locator(`${card} form`).waitFor();
    await settled(page);
    await checks.seen('the ballot says whose vote it is', page.locator(card).getByText('You vote in the place of Karin Beck.'));
    await tab_to(page, '#approvals input[type=radio]');
    await page.keyboard.press('Space');
    await tab_to(page, '#approvals button[type=submit]');
    await page.keyboard.press('Enter');
    await page.locator(`${card} .outcome.yes`).waitFor();
    await checks.seen('the card names both', page.locator(card).getByText(/Priya Nair for Karin Beck/));
    await page.locator('li.entry summary, li summary').filter({ hasText: 'Voted' }).last().focus();
    await page.keyboard.press('Enter');
    await checks.seen('and so does what happened', page.locator('li.entry').getByText(/Yes \(for Karin Beck\)/));
}

async function administrator_ends_it(page, desk, checks) {
    await open_delegation(page, desk);
    const dialog = page.getByRole('dialog');
    checks.equal('an administrator begins with herself', await dialog.locator('[data-clear]').count(), 0);
    await tab_to(page, 'dialog input[name=whose]');
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Karin');
    await dialog.getByRole('option').first().waitFor();
    await page.keyboard.press('Enter');
    await dialog.locator('[data-clear]').waitFor();
    await settled(page);
    checks.equal('she is shown who votes for another', await dialog.locator('input[name=delegate]').inputValue(), 'Priya Nair');
    await tab_to(page, 'dialog [data-clear]');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('and told that it is over', page.getByRole('status').getByText('Nobody votes in the place of Karin Beck any more.'));
}
