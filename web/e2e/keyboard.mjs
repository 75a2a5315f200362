// Everything by the keyboard alone: the page is never touched by a mouse, and fails the check if it is.

import { sign_in_by_api } from './desk.mjs';
import { Hands } from './hands.mjs';
import { settled } from './settled.mjs';

/** Triage, logging, replying, noting, filtering and the palette, each by keys. `desk` as `open_desk` gives it. */
export async function keyboard(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'ivo');
        const hands = new Hands(await context.newPage(), desk.base);
        await triage_in_six_keys(hands, checks);
        await log_an_issue(hands, checks);
        await write_to_both_audiences(hands, checks);
        await walk_and_come_back(hands, checks);
        await filter_the_list(hands, checks);
        await palette_finds_and_does(hands, checks);
        await keys_rest_where_letters_are_typed(hands, checks);
        await another_key_and_none(hands, checks);
        checks.equal('no mouse was used', await hands.mouse_events(), 0);
    } finally {
        await context.close();
    }
}

/** From the queue: open the first record, take it, acknowledge it or do what comes first, and on to the next. */
async function triage_in_six_keys(hands, checks) {
    const { page } = hands;
    await hands.open('/?state=logged&holder=tier_2', '[data-row]');
    const first = await page.locator('[data-row]').first().getAttribute('data-row');
    await hands.press('o');
    await page.locator('main h1').filter({ hasText: /\S/ }).waitFor();
    await page.locator('.acts button[data-act]').first().waitFor();
    await hands.press('m');
    await checks.seen('M takes the record', page.getByRole('status').getByText(/Done: Take it|Take it, done/));
    await hands.press('s');
    await page.locator('dialog').getByRole('option').first().waitFor();
    await hands.press('Enter');
    const form = page.getByRole('dialog').locator('form');
    await form.waitFor();
    await hands.press('Control+Enter');
    await form.waitFor({ state: 'detached' });
    await checks.seen('S, Enter and Ctrl+Enter do the first act', page.getByRole('status').getByText(/^Done: /));
    await hands.press('j');
    await page.waitForURL((url) => url.pathname.startsWith('/t/') && !url.pathname.endsWith(first));
    checks.pass('J goes on to the next record');
    checks.equal('a record is triaged in at most 6 keys', hands.pressed <= 6, true);
}

async function log_an_issue(hands, checks) {
    const { page } = hands;
    await hands.open('/', '[data-row]');
    await hands.press('n');
    const choice = page.locator('main ul a');
    const title = page.getByLabel('What happened');
    await title.or(choice.first()).first().waitFor();
    if ((await choice.count()) > 0) {
        await hands.tab_to('main ul a');
        await hands.press('Enter');
        await title.waitFor();
    }
    await hands.tab_to((element) => element.labels?.[0]?.textContent.includes('What happened') ?? false);
    const words = `By keys alone ${Date.now()}`;
    await hands.type(words);
    await answer_the_rest(hands);
    await hands.press('Control+Enter');
    await page.waitForURL(/\/t\//);
    await checks.seen('an issue is logged by keys alone', page.getByRole('heading', { level: 1, name: words }));
}

/** Goes through the form by Tab, and gives each choice that must be made and stands open its first answer. */
async function answer_the_rest(hands) {
    for (let stop = 0; stop < 30; stop += 1) {
        await hands.press('Tab');
        const kind = await hands.focused(
            (element) =>
                element.matches('main form select') && element.value === '' && element.name !== 'reporter' ? 'choose'
                : element.matches('main form textarea') && element.value === '' ? 'write'
                : element.matches('main form button[type=submit]') ? 'end'
                : 'on',
        );
        if (kind === 'end') {
            return;
        }
        if (kind === 'choose') {
            await hands.press('ArrowDown');
        } else if (kind === 'write') {
            await hands.type('Seen, and tried twice.');
        }
    }
}

async function write_to_both_audiences(hands, checks) {
    const { page } = hands;
    await page.locator('.compose').first().waitFor();
    await page.keyboard.press('Escape');
    await page.evaluate(() => document.activeElement?.blur());
    for (const [key, audience, text] of [
        ['n', 'internal', 'Between us, by keys'],
        ['r', 'public', 'Dear reporter, by keys'],
    ]) {
        await hands.press(key);
        await page.waitForFunction(() => document.activeElement?.matches('main textarea'));
        await hands.type(text);
        await hands.press('Control+Enter');
        const entry = page.locator(`li.entry.${audience}`).filter({ hasText: text });
        await checks.seen(`${key.toUpperCase()} writes what is ${audience}, and Ctrl+Enter sends it`, entry);
        await page.evaluate(() => document.activeElement?.blur());
    }
}

async function walk_and_come_back(hands, checks) {
    const { page } = hands;
    await hands.open('/', '[data-row]');
    await hands.press('j', 'j', 'k', 'j');
    const number = await hands.focused((element) => element.dataset['row']);
    const second = await page.locator('[data-row]').nth(1).getAttribute('data-row');
    checks.equal('J and K move the focus through the rows', number, second);
    await hands.press('Enter');
    await page.waitForURL(new RegExp(`/t/${number}$`));
    await page.locator('.acts').waitFor();
    await hands.press('u');
    await page.waitForURL((url) => url.pathname === '/');
    await page.waitForFunction((row) => document.activeElement?.dataset?.row === row, number);
    checks.pass('U comes back to the list, to the row that was opened');
    await hands.press('p');
    await page.waitForURL(new RegExp(`/t/${number}$`));
    await page.getByRole('dialog').locator('select:focus').waitFor();
    checks.pass('P on a row opens what decides the priority, the cursor on it');
    await hands.press('Escape');
}

async function filter_the_list(hands, checks) {
    const { page } = hands;
    await hands.open('/', '[data-row]');
    await hands.tab_to('main select.chip');
    await hands.press('ArrowDown');
    await page.waitForURL((url) => url.search !== '');
    checks.pass('a filter is reached by Tab and set by an arrow key');
    await page.evaluate(() => document.activeElement?.blur());
    await hands.press('g', 'm');
    await page.waitForURL(/assignee=me/);
    checks.pass('G then M leads to my work');
    await hands.press('g', 'q');
    await page.waitForURL((url) => url.pathname === '/' && url.search === '');
    checks.pass('G then Q leads to the queue');
}

async function palette_finds_and_does(hands, checks) {
    const { page } = hands;
    await hands.open('/?assignee=me', '[data-row]');
    const [number, title] = await page.locator('[data-row]').first().evaluate((row) => [row.dataset.row, row.innerText]);
    await hands.press('/');
    const box = page.locator('dialog input[role=combobox]');
    await box.waitFor();
    await hands.type(number.toLowerCase());
    const chosen = page.locator('dialog').getByRole('option', { selected: true });
    await checks.seen('a number is offered at once', chosen.filter({ hasText: number }));
    await hands.press('Enter');
    await page.waitForURL(new RegExp(`/t/${number}$`));
    await page.locator('.acts').waitFor();
    await hands.press('Control+k');
    await box.waitFor();
    await hands.type(title.trim().split(' ').slice(0, 3).join(' '));
    await checks.seen('words find a record', page.locator('dialog').getByRole('option').filter({ hasText: title.trim() }));
    checks.equal(
        'the box names the option that Enter takes',
        await box.getAttribute('aria-activedescendant'),
        await chosen.getAttribute('id'),
    );
    await hands.press('Escape');
    await box.waitFor({ state: 'detached' });
    await hands.press('a');
    await box.waitFor();
    await hands.type('ivo');
    await page.locator('dialog').getByRole('option', { name: /Assign to Ivo/ }).waitFor();
    await hands.press('Enter');
    await checks.seen('A, letters and Enter assign', page.getByRole('status').getByText(/done\.$|holding role|Not possible/));
    await hands.press('Control+k');
    await box.waitFor();
    await checks.seen('what was used lately stands first', page.locator('dialog').getByRole('group').first().filter({ hasText: 'Recent' }));
    await hands.press('Escape');
    await box.waitFor({ state: 'detached' });
}

async function keys_rest_where_letters_are_typed(hands, checks) {
    const { page } = hands;
    await hands.open('/new/epts-support/issue', 'main form');
    await hands.tab_to('main form input[type=text], main form textarea');
    await hands.type('njk/?gq');
    checks.equal('letters typed in a box stay letters', await hands.focused((element) => element.value), 'njk/?gq');
    checks.equal('and lead nowhere', new URL(page.url()).pathname, '/new/epts-support/issue');
    await page.evaluate(() => document.activeElement?.blur());
    await hands.press('Alt+n', 'Control+j');
    checks.equal('with Ctrl or Alt they are the browser’s', new URL(page.url()).pathname, '/new/epts-support/issue');
}

async function another_key_and_none(hands, checks) {
    const { page } = hands;
    await hands.open('/', '[data-row]');
    await hands.press('?');
    const sheet = page.getByRole('dialog');
    await sheet.waitFor();
    await hands.tab_to((element) => element.ariaLabel?.startsWith('Log something new') === true);
    await hands.press('Enter', 'j');
    await checks.seen('a key that is taken is told', sheet.getByText(/J is taken: Next/));
    await hands.press('y');
    await checks.seen('a free one is given', sheet.getByText('Log something new is now on Y.'));
    await hands.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await hands.press('y');
    await page.waitForURL(/\/new/);
    checks.pass('and works');
    await hands.open('/', '[data-row]');
    await hands.press('?');
    await sheet.waitFor();
    await hands.tab_to((element) => element.textContent?.trim() === 'Single keys: on');
    await hands.press('Enter');
    await hands.press('Escape');
    await sheet.waitFor({ state: 'detached' });
    await hands.press('y', 'j');
    await settled(page);
    checks.equal('off is off', [new URL(page.url()).pathname, await hands.focused((e) => e.dataset.row)], ['/', undefined]);
    await hands.press('Control+k');
    await page.locator('dialog input[role=combobox]').waitFor();
    await hands.type('turn single keys on');
    await hands.press('Enter');
    await hands.press('?');
    await sheet.waitFor();
    await hands.tab_to((element) => element.textContent?.trim().startsWith('Give all') === true);
    await hands.press('Enter', 'Escape');
    await sheet.waitFor({ state: 'detached' });
    checks.pass('and on again by the palette');
}
