// The queue as people work with it: filters by keys and in the address, views with counts, many pages and the way back,
// what others change meanwhile, and the figures that lead to their records.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sign_in_by_api } from './desk.mjs';
import { settled } from './settled.mjs';

const many = 125;
const words = `Queue walk ${Date.now().toString(36)}`;

/** `desk` as `open_desk` gives it. Logs 125 records, so it comes after whatever counts rows. */
export async function queue(browser, desk, checks) {
    const open = async (name, options = {}) => {
        const context = await browser.newContext({
            viewport: { width: 1280, height: 900 },
            timezoneId: 'Africa/Maputo',
            ...options,
        });
        context.setDefaultTimeout(10_000);
        await sign_in_by_api(context, desk, name);
        return context.newPage();
    };
    const page = await open('helena');
    const other = await open('ivo');
    try {
        await log_many(page, desk, checks);
        await filters_by_keys(page, desk, checks);
        await list_comes_as_a_file(page, checks);
        await address_is_shared(page, other, checks);
        await empty_list_names_what_to_drop(page, desk, checks);
        await pages_and_the_way_back(page, desk, checks);
        await rows_stay_when_others_change_them(page, other, desk, checks);
        await views_are_saved_counted_and_deleted(page, desk, checks);
        await figures_open_their_records(page, desk, checks);
        await colours_are_chosen_and_stay(page, desk, checks);
    } finally {
        await page.context().close();
        await other.context().close();
    }
    await places_on_a_phone(await open('helena', { viewport: { width: 360, height: 740 } }), desk, checks);
}

async function log_many(page, desk, checks) {
    const { items } = await api(page, desk, 'GET', '/organisations?limit=200');
    const [facility] = items.filter((each) => each.kind === 'facility');
    const fields = { urgency: 'not_affecting', impact: 'single_user', area: 'hardware', facility: facility.id };
    for (let n = 0; n < many; n += 1) {
        const title = `${words} ${String(n).padStart(3, '0')}`;
        await api(page, desk, 'POST', '/records', { type: 'epts-support/issue', title, description: 'One of many', fields });
    }
    checks.pass(`${many} records are logged`);
}

async function filters_by_keys(page, desk, checks) {
    await open_list(page, `${desk.base}/`);
    await add_by_typing(page, 'words');
    await page.keyboard.type(words);
    await page.keyboard.press('Enter');
    await page.waitForURL(/q=Queue/);
    await add_by_typing(page, 'priority');
    await page.keyboard.press('Enter');
    await page.waitForURL(/priority=/);
    checks.equal('the focus stays where filters are added', await focused_text(page), 'Add a filter');
    const priority = page.getByRole('button', { name: /^Priority is/ });
    await checks.seen('a filter reads as a sentence', priority);
    await page.keyboard.press('Shift+Tab');
    checks.equal('the chip before has the focus', (await focused_text(page)).startsWith('Words: '), true);
    await priority.focus();
    await page.keyboard.press('Delete');
    await page.waitForFunction(() => !location.search.includes('priority'));
    checks.equal('one key takes a filter away', await priority.count(), 0);
    await page.getByRole('button', { name: /^Words: / }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input[role=combobox]').waitFor();
    await page.keyboard.press('Escape');
    checks.equal('Escape gives the focus back to the chip', (await focused_text(page)).startsWith('Words: '), true);
}

async function add_by_typing(page, text) {
    await page.getByRole('button', { name: 'Add a filter' }).focus();
    await page.keyboard.press('Enter');
    await page.locator('input[role=combobox]').waitFor();
    await page.keyboard.type(text);
    await page.keyboard.press('Enter');
    await settled(page);
}

/** The list as it is filtered then. */
async function list_comes_as_a_file(page, checks) {
    const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
    const lines = (await readFile(await download.path(), 'utf8')).split('\r\n').filter(Boolean);
    checks.equal('a list comes as a file, a row a record', lines.length, many + 1);
}

async function address_is_shared(page, other, checks) {
    await open_list(page, page.url());
    const numbers = await numbers_shown(page);
    await open_list(other, page.url());
    checks.equal('a copied address shows a colleague the same list', await numbers_shown(other), numbers);
    await checks.seen('with the same filter', other.getByRole('button', { name: `Words: ${words}` }));
}

async function empty_list_names_what_to_drop(page, desk, checks) {
    await open_list(page, `${desk.base}/?q=nothing-is-called-so`);
    const drop = page.getByRole('link', { name: /^Drop “Words: nothing/ });
    await checks.seen('an empty list names the filter that leaves out most', drop);
    await checks.seen('and what has been open the longest', page.getByText('The oldest open one:'));
    await drop.click();
    await page.locator('[data-row]').first().waitFor();
    checks.equal('dropping it leads to the list without it', new URL(page.url()).search, '');
}

async function pages_and_the_way_back(page, desk, checks) {
    await open_list(page, `${desk.base}/?q=${encodeURIComponent(words)}&sort=oldest`);
    checks.equal('a page has fifty rows', await page.locator('[data-row]').count(), 50);
    for (const rows of [100, many]) {
        await page.getByRole('button', { name: 'Show more' }).click();
        await page.waitForFunction((count) => document.querySelectorAll('[data-row]').length === count, rows);
    }
    const shown = await numbers_shown(page);
    checks.equal('each record is there once', new Set(shown).size, many);
    const wanted = page.locator('[data-row]').nth(110);
    await wanted.scrollIntoViewIfNeeded();
    await settled(page);
    const number = await wanted.getAttribute('data-row');
    const before = await top_of(page, number);
    await wanted.click();
    await page.waitForURL(/\/t\//);
    await page.locator('main h1').waitFor();
    await settled(page);
    await page.goBack();
    await page.waitForFunction((count) => document.querySelectorAll('[data-row]').length === count, many);
    await settled(page);
    checks.equal('coming back shows all pages again', await numbers_shown(page), shown);
    const off = Math.abs((await top_of(page, number)) - before);
    checks.equal('and the row where it stood', off <= 2 ? 'there' : `${off} px off`, 'there');
    checks.equal('with the focus on it', await page.evaluate(() => document.activeElement?.dataset.row), number);
}

async function rows_stay_when_others_change_them(page, other, desk, checks) {
    const order = await numbers_shown(page);
    const number = order[3];
    await api(other, desk, 'POST', `/records/${number}/comments`, { text: 'Looked at it', audience: 'internal' });
    const row = page.locator('tbody tr').filter({ has: page.locator(`[data-row="${number}"]`) });
    await checks.seen('a row that another changes is marked', row.locator('.news'));
    await checks.seen('the number of changes is told', page.getByText('1 changed'));
    checks.equal('and every row stays where it is', await numbers_shown(page), order);
    await page.getByRole('button', { name: 'Sort again' }).click();
    await page.locator('.news .unseen').first().waitFor({ state: 'detached' });
    checks.pass('sorting again takes the marks away');
}

async function views_are_saved_counted_and_deleted(page, desk, checks) {
    await open_list(page, `${desk.base}/?q=${encodeURIComponent(words)}`);
    const rail = page.getByRole('navigation', { name: 'Main' });
    await page.getByRole('button', { name: 'Save as a view' }).focus();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').getByLabel('Name').waitFor();
    await page.keyboard.type('Walks');
    await page.keyboard.press('Enter');
    await checks.seen('a view’s name is the list’s heading', page.getByRole('heading', { level: 1, name: 'Walks' }));
    const entry = rail.getByRole('link', { name: /^Walks/ });
    await checks.seen('it stands in the rail with its count', entry.filter({ hasText: String(many) }));
    await page.getByRole('button', { name: 'Change this view' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Long walks');
    await page.keyboard.press('Enter');
    await checks.seen('it can be called otherwise', page.getByRole('heading', { level: 1, name: 'Long walks' }));
    await page.reload();
    await checks.seen('and is there after a reload', rail.getByRole('link', { name: /^Long walks/ }));
    await page.getByRole('button', { name: 'Change this view' }).click();
    await page.getByRole('button', { name: 'Delete this view' }).click();
    await page.getByRole('button', { name: 'Yes, delete it' }).click();
    await rail.getByRole('link', { name: /^Long walks/ }).waitFor({ state: 'detached' });
    checks.pass('and deleted');
}

async function figures_open_their_records(page, desk, checks) {
    await page.goto(`${desk.base}/overview`);
    const open = page.locator('a.figure').first();
    await open.waitFor();
    await settled(page);
    const told = await open.locator('b').innerText();
    await open.click();
    await page.waitForURL(/\/(\?.*)?$/);
    await page.locator('[data-row]').first().waitFor();
    await checks.seen('a headline opens its records', page.locator('.count').filter({ hasText: `${told} open` }));
    await page.goBack();
    const row = page.locator('section tbody tr').filter({ has: page.locator('a') }).first();
    const name = (await row.getByRole('link').innerText()).trim();
    const count = (await row.locator('td').first().innerText()).trim();
    await row.getByRole('link').click();
    await page.locator('[data-row]').first().waitFor();
    await checks.seen(`the figure “${name}” opens its ${count} records`, page.locator('main .heading').getByText(`${count} open`));
}

async function colours_are_chosen_and_stay(page, desk, checks) {
    const theme = () => page.evaluate(() => document.documentElement.dataset.theme);
    await open_list(page, `${desk.base}/`);
    await page.locator('.account summary').click();
    await page.getByLabel('Dark', { exact: true }).check();
    checks.equal('dark is shown at once', await theme(), 'dark');
    await page.reload();
    checks.equal('and after a reload', await theme(), 'dark');
    await page.locator('.account summary').click();
    await page.getByLabel('As the device has it').check();
    checks.equal('or as the device has it', await theme(), 'light');
}

async function places_on_a_phone(page, desk, checks) {
    await open_list(page, `${desk.base}/`);
    const bar = page.getByRole('navigation', { name: 'Places' });
    checks.equal('a phone has five places', await bar.locator('a, button').count(), 5);
    await bar.getByRole('button', { name: 'Views' }).click();
    const sheet = page.getByRole('dialog', { name: 'Views' });
    await sheet.getByRole('link').first().click();
    await sheet.waitFor({ state: 'detached' });
    checks.equal('a view in the sheet leads to its list', new URL(page.url()).search !== '', true);
    await page.context().close();
}

async function open_list(page, address) {
    await page.goto(address);
    await page.locator('main:not([aria-busy=true]) h1').waitFor();
    await settled(page);
}

function numbers_shown(page) {
    return page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));
}

function focused_text(page) {
    return page.evaluate(() => document.activeElement?.textContent?.trim() ?? '');
}

function top_of(page, number) {
    return page.locator(`[data-row="${number}"]`).evaluate((row) => row.closest('tr').getBoundingClientRect().top);
}

async function api(page, desk, method, path, data) {
    const headers = { 'Idempotency-Key': randomUUID() };
    const answer = await page.request.fetch(`${desk.base}/api/v1${path}`, { method, headers, data });
    if (!answer.ok()) {
        throw new Error(`${method} ${path}: ${await answer.text()}`);
    }
    return answer.json();
}
