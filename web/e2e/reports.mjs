// The reports of the log: each figure opens as many records as it says, by keys too, and one comes back to it; the same as
// a file; periods in the address; what is said where there is nothing, or no answer.

import { readFile } from 'node:fs/promises';
import { as_person, sign_in_by_api } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { overflow_px, small_targets } from './proofs/fit.mjs';
import { settled } from './settled.mjs';
import { log_time } from './time_worked.mjs';

const flow = '/reports/flow?process=epts-support&type=issue';
const custody = '/reports/custody?process=epts-support&type=issue';
const conformance = '/reports/conformance?process=epts-support&type=issue';
const hours = '/reports/hours?process=epts-support&type=issue';

export async function reports(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'helena');
        const page = await context.newPage();
        await is_found_from_everywhere(page, desk, checks);
        await every_figure_opens_its_records(page, desk, checks, flow);
        await every_figure_opens_its_records(page, desk, checks, conformance);
        await every_figure_opens_its_records(page, desk, checks, custody);
        await custody_tells_who_had_it(page, desk, checks);
        await hours_tell_who_worked_on_what(page, desk, checks);
        await one_comes_back_to_the_figure(page, desk, checks);
        await by_keys_alone(page, desk, checks);
        await is_chosen_and_kept_in_the_address(page, desk, checks);
        await says_what_is_missing(page, desk, checks);
        await comes_as_a_file(page, desk, checks);
        await tells_what_the_process_knows(page, desk, checks);
        await prints(page, desk, checks);
        await sees_no_more_than_she_may(browser, desk, checks);
    } finally {
        await context.close();
    }
}

async function open(page, desk, path, ready = 'main .cards') {
    await page.goto(desk.base + path);
    await page.locator(ready).first().waitFor();
    await settled(page);
}

async function is_found_from_everywhere(page, desk, checks) {
    await open(page, desk, '/overview', 'main .figure');
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'What the log tells' }).click();
    await page.locator('main .cards').waitFor();
    await checks.seen('the rail leads to what the log tells', page.getByRole('heading', { level: 1, name: 'What the log tells' }));
    await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Where things stand' }).click();
    await page.locator('main .figure').first().waitFor();
    await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Against the process' }).click();
    await checks.seen('one report leads to the others', page.getByRole('heading', { level: 1, name: 'Against the process' }));
    await page.keyboard.press('Control+K');
    await page.keyboard.type('what the log');
    await page.getByRole('dialog').getByRole('option', { name: /What the log tells/ }).first().waitFor();
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/reports\/flow/);
    checks.pass('and the palette finds them');
}

/** By the desk's own count of the list behind each figure. */
async function every_figure_opens_its_records(page, desk, checks, path) {
    await open(page, desk, path);
    for (const button of await page.locator('main .card .btn.plain').all()) {
        await button.click();
    }
    const figures = await page.locator('main [data-figure]').evaluateAll((links) =>
        links.map((link) => ({
            told: Number((link.querySelector('b') ?? link).textContent.replaceAll(',', '')),
            query: link.search,
        })),
    );
    const name = new URL(path, desk.base).pathname;
    checks.equal(`${name} has figures that lead on`, figures.length >= 5, true);
    const list = path === custody ? 'custody' : 'flow';
    const differing = [];
    for (const { told, query } of figures) {
        const answer = await page.request.get(`${desk.base}/api/v1/reports/${list}/records${query}&count=true&limit=1`);
        const { count } = await answer.json();
        if (count !== told) {
            differing.push(`${query}: ${told} told, ${count} behind`);
        }
    }
    checks.equal(`${name}: each figure has as many records behind it as it says`, differing, []);
}

async function custody_tells_who_had_it(page, desk, checks) {
    await open(page, desk, custody);
    const row = page.locator('#custody-title ~ .parts tbody tr', { hasText: 'Helena Mucavele' }).first();
    const told = await row.locator('[data-figure]').innerText();
    await row.locator('[data-figure]').click();
    await page.locator('main tbody tr').first().waitFor();
    await settled(page);
    checks.equal('who had records leads to them', String(await page.locator('main tbody tr').count()), told);
    checks.equal('and the list says so', (await page.locator('main h1').innerText()).includes('Helena Mucavele'), true);
    await (await the_one_with_turns(page, desk)).click();
    await page.locator('.custody summary').click();
    await checks.seen('a record tells each turn with what brought it there', page.locator('.custody tbody tr').filter({ hasText: /Logged|, by / }));
    await page.locator('.clocks .chain').click();
    const dialog = page.getByRole('dialog', { name: 'All clocks side by side' });
    await checks.seen('and all its clocks side by side', dialog.locator('section table tbody tr'));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    checks.equal('Escape leads back to where one was', await page.evaluate(() => document.activeElement.matches('.chain')), true);
}

async function hours_tell_who_worked_on_what(page, desk, checks) {
    const before = page.viewportSize();
    const number = await log_time(page, desk.base, 0, { minutes: 90 });
    await log_time(page, desk.base, 0, { minutes: 45 });
    await open(page, desk, flow);
    await page.getByRole('navigation', { name: 'Reports' }).getByRole('link', { name: 'Time worked' }).click();
    await page.locator('#hours-people-title').waitFor();
    await page.setViewportSize({ width: 390, height: 844 });
    await settled(page);
    const person = page.locator('#hours-people-title ~ .parts tbody tr', { hasText: 'Helena Mucavele' });
    checks.equal('who worked how long is told', /\d+ h|\d+ min/.test(await person.locator('td').first().innerText()), true);
    const row = page.locator('#hours-records-title ~ .parts tbody tr', { hasText: number }).filter({ hasText: 'Helena Mucavele' });
    checks.equal('and on which record, all her entries together', await row.locator('td').first().innerText(), '2 h 15 min');
    checks.equal('390 px: nothing to scroll sideways', await overflow_px(page), 0);
    const cut = await page.locator('main .table').evaluateAll((boxes) => boxes.filter((box) => box.firstElementChild.scrollWidth > box.clientWidth + 1).length);
    checks.equal('390 px: the tables have room', cut, 0);
    checks.equal('390 px: targets of at least 24 px', await small_targets(page), []);
    await page.setViewportSize(before);
    await page.getByLabel('Period').selectOption({ label: 'The last 30 days' });
    await page.waitForURL(/from=\d{4}-\d\d-\d\d/);
    await checks.seen('the days are told in words', page.getByText(/^Issue of Tiered support, worked since \d+ \w+ \d{4}$/));
    await tab_to(page, '#hours-records-title ~ .parts a');
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/t\//);
    checks.pass('a line leads to its record, by keys too');
    await page.goto(`${desk.base}${hours}&from=2001-01-01&to=2001-02-01`);
    await checks.seen('days without any say so', page.getByText('Nobody logged time on such records for these days.'));
    await as_person(page.context().browser(), desk, 'jose', async (other) => {
        await open(other, desk, flow);
        const ways = other.getByRole('navigation', { name: 'Reports' });
        checks.equal('who only reports is shown no way to it', await ways.getByRole('link', { name: 'Time worked' }).count(), 0);
        await other.goto(desk.base + hours);
        await checks.seen('and told why where she finds one', other.getByRole('alert').getByText('This report is for those who work on such records.'));
    });
}

/** The first row whose record had several holders: what rests with its first has no turns to tell. */
async function the_one_with_turns(page, desk) {
    for (const row of await page.locator('[data-row]').all()) {
        const number = await row.getAttribute('data-row');
        const { legs } = await (await page.request.get(`${desk.base}/api/v1/records/${number}`)).json();
        if (legs.length > 1) {
            return row;
        }
    }
    throw new Error('no record in the list had several holders');
}

async function one_comes_back_to_the_figure(page, desk, checks) {
    await open(page, desk, flow);
    const figure = page.locator('#transitions-title ~ .parts [data-figure]').first();
    const told = Number((await figure.innerText()).replaceAll(',', ''));
    const name = await figure.getAttribute('data-figure');
    await figure.scrollIntoViewIfNeeded();
    const top = await figure.evaluate((link) => link.getBoundingClientRect().top);
    await figure.click();
    await page.locator('main tbody tr').first().waitFor();
    await settled(page);
    checks.equal('the list has as many rows', await page.locator('main tbody tr').count(), told);
    checks.equal('its heading says what they are', /^Went from .+ to .+$/.test(await page.locator('main h1').innerText()), true);
    await page.locator('[data-row]').first().click();
    await page.locator('main .acts').waitFor();
    await page.keyboard.press('u');
    await page.locator('main tbody tr').first().waitFor();
    checks.equal('from a record one comes back to that list', await page.locator('main tbody tr').count(), told);
    await page.getByRole('link', { name: 'Back to “What the log tells”' }).click();
    await page.locator('main .cards').waitFor();
    await settled(page);
    const now = await page.evaluate(() => [document.activeElement?.dataset.figure, document.activeElement?.getBoundingClientRect().top]);
    checks.equal('and from there to the figure', now[0], name);
    checks.equal('where it stood', Math.abs(now[1] - top) < 3, true);
    await page.goBack();
    await page.locator('main tbody tr').first().waitFor();
    checks.pass('the browser’s own Back leads the same ways');
    await page.reload();
    await page.locator('main tbody tr').first().waitFor();
    await settled(page);
    checks.equal('a copied link says what they are too', /^Went from/.test(await page.locator('main h1').innerText()), true);
}

async function by_keys_alone(page, desk, checks) {
    await open(page, desk, flow);
    await page.evaluate(() => {
        globalThis.pressed = 0;
        addEventListener('pointerdown', () => (globalThis.pressed += 1), true);
    });
    await tab_to(page, 'main .card [data-figure]');
    const told = await page.evaluate(() => document.activeElement.textContent.replaceAll(',', ''));
    await page.keyboard.press('Enter');
    await page.locator('main tbody tr').first().waitFor();
    await settled(page);
    checks.equal('Enter opens the records of the figure', String(await page.locator('main tbody tr').count()), told);
    await page.keyboard.press('j');
    checks.equal('J goes into the list', await page.evaluate(() => document.activeElement.dataset.row !== undefined), true);
    await page.evaluate(() => document.activeElement.blur());
    await tab_to(page, 'main .back');
    await page.keyboard.press('Enter');
    await page.locator('main .cards').waitFor();
    await page.waitForFunction(() => document.activeElement?.matches('main .card [data-figure]'));
    checks.pass('and by keys one comes back to the figure');
    checks.equal('without a mouse', await page.evaluate(() => globalThis.pressed), 0);
}

async function is_chosen_and_kept_in_the_address(page, desk, checks) {
    await open(page, desk, flow);
    await page.getByLabel('Period').selectOption({ label: 'The last 30 days' });
    await page.waitForURL(/from=\d{4}-\d\d-\d\d/);
    await page.locator('main .cards').waitFor();
    await checks.seen('the period is told in words', page.getByText(/^Issue of Tiered support, begun since \d+ \w+ \d{4}$/));
    await page.reload();
    await page.locator('main .cards').waitFor();
    checks.equal('and known again', await page.getByLabel('Period').inputValue(), 'days_30');
    await page.getByLabel('Type').selectOption({ label: 'Visit' });
    await page.waitForURL(/type=visit/);
    checks.equal('another type keeps the period', new URL(page.url()).searchParams.has('from'), true);
    await page.getByLabel('Period').selectOption({ label: 'From day to day' });
    await page.getByLabel('Up to').fill('2026-03-31');
    await page.waitForURL(/to=2026-04-01/);
    checks.pass('the last day counts: the address has the day after it');
}

async function says_what_is_missing(page, desk, checks) {
    await page.goto(`${desk.base}${flow}&from=2001-01-01&to=2001-02-01`);
    await checks.seen('nothing in a period is said', page.getByText('No record of this type began in this period.'));
    await page.getByRole('link', { name: 'Show the whole log' }).click();
    await page.locator('main .cards').waitFor();
    checks.pass('and leads on to the whole log');
    const path = '**/api/v1/reports/flow?*';
    let answer = (route) => route.fulfill({ status: 503, contentType: 'application/problem+json', body: '{"status":503,"title":"Busy","detail":"The desk is busy."}' });
    await page.route(path, (route) => answer(route));
    await page.goto(desk.base + flow);
    await checks.seen('no answer is said', page.getByRole('alert').getByText('The desk is busy.'));
    answer = async (route) => {
        const real = await route.fetch();
        await route.fulfill({ response: real, json: { ...(await real.json()), partial: true } });
    };
    await page.getByRole('button', { name: 'Try again' }).click();
    await page.locator('main .cards').waitFor();
    checks.pass('and asked for again');
    await checks.seen('figures of a part say so', page.getByText(/^There are more records than could be looked at at once/));
    await page.unroute(path);
}

async function comes_as_a_file(page, desk, checks) {
    for (const [path, name] of [[flow, 'flow-epts-support-issue.csv'], [conformance, 'conformance-epts-support-issue.csv'], [custody, 'custody-epts-support-issue.csv'], [hours, 'hours-epts-support-issue.csv']]) {
        await open(page, desk, path);
        const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('link', { name: 'Download CSV' }).click()]);
        const text = await readFile(await download.path(), 'utf8');
        checks.equal(`${name} is its name`, download.suggestedFilename(), name);
        checks.equal(`${name} has rows`, text.split('\r\n').filter(Boolean).length > 3, true);
    }
}

async function tells_what_the_process_knows(page, desk, checks) {
    await open(page, desk, conformance);
    const verdicts = await page.locator('#steps-title ~ .parts .verdict').allInnerTexts();
    const first_known = verdicts.findIndex((each) => each.startsWith('Allowed'));
    checks.equal('steps are told with the acts that lead so', first_known >= 0, true);
    checks.equal('unknown ones stand first', verdicts.slice(first_known).every((each) => each.startsWith('Allowed')), true);
    const example = page.locator('#steps-title ~ .parts a.mono').first();
    const number = await example.innerText();
    await example.click();
    await page.waitForURL(new RegExp(`/t/${number}$`));
    checks.pass('an example leads to its record');
    await page.goBack();
    await page.locator('main .cards').waitFor();
    await page.getByRole('link', { name: 'Show in the process' }).click();
    await page.waitForURL(/\/process\/epts-support\/issue$/);
    checks.pass('and the report to the process');
}

async function prints(page, desk, checks) {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(page, desk, flow);
    const paper = await page.evaluate(() => ({
        rail: getComputedStyle(document.querySelector('.rail')).display,
        chips: document.querySelector('main .choice').checkVisibility(),
        tables: [...document.querySelectorAll('main table')].every((table) => table.checkVisibility()),
        cut: [...document.querySelectorAll('main .table')].some((box) => getComputedStyle(box).overflowX !== 'visible'),
    }));
    checks.equal('on paper stand the figures alone, all of them', paper, { rail: 'none', chips: false, tables: true, cut: false });
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
}

/** A reporter's log is what she may see. */
async function sees_no_more_than_she_may(browser, desk, checks) {
    const counts = [];
    for (const name of ['helena', 'jose']) {
        const context = await browser.newContext();
        await sign_in_by_api(context, desk, name);
        const answer = await context.request.get(`${desk.base}/api/v1${flow}`);
        counts.push((await answer.json()).records);
        await context.close();
    }
    checks.equal('whoever sees fewer records counts fewer', counts[1] < counts[0], true);
}
