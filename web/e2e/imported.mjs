// A record that comes from elsewhere: where from, what happened there and does not fit together, that it alarms nobody and
// lets nobody act, until somebody adopts it.

import { sign_in_by_api } from './desk.mjs';
import { import_history } from './history.mjs';
import { settled } from './settled.mjs';

const title = 'The stock report counts twice';

export async function imported(browser, desk, checks) {
    await import_history(desk);
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'helena');
        const page = await context.newPage();
        await alarms_nobody_in_a_list(page, desk, checks);
        await says_where_it_comes_from(page, checks);
        await tells_its_history(page, checks);
        await waits_to_be_adopted(page, desk, checks);
        await lives_on_once_adopted(page, checks);
        await is_over_and_says_so(page, desk, checks);
        await counts_in_the_reports(page, desk, checks);
    } finally {
        await context.close();
    }
}

async function alarms_nobody_in_a_list(page, desk, checks) {
    await page.goto(`${desk.base}/?q=${encodeURIComponent(title)}`);
    const row = page.locator('tbody tr').filter({ hasText: title });
    await row.waitFor();
    checks.equal('a list does not call it late', await row.locator('.clock.late, .clock.soon').count(), 0);
    const wide = page.viewportSize();
    await page.setViewportSize({ width: 360, height: 740 });
    const holder = await row.locator('.held').boundingBox();
    checks.equal('on a phone its old deadline leaves room for who has it', holder.width >= 100, true);
    await page.setViewportSize(wide);
    await row.locator('a').click();
    await page.locator('li.entry').first().waitFor();
    await settled(page);
}

async function says_where_it_comes_from(page, checks) {
    await checks.seen('its head says where it comes from', page.getByText('Imported from the former desk, HD-0045; not adopted yet.'));
    await checks.seen('and what adopting means', page.locator('.origin').getByText(/^To adopt it is to go on with it here/));
    const clocks = page.locator('.clocks');
    await checks.seen('its clocks say that history counted them', clocks.getByText(/^Counted from the history that was imported/));
    checks.equal('and alarm nobody', await clocks.locator('.clock.late, .clock.soon').count(), 0);
}

async function tells_its_history(page, checks) {
    const entries = page.locator('li.entry.imported');
    checks.equal('each row stands in the timeline', (await entries.count()) >= 4, true);
    const first = await entries.first().locator('time').innerText();
    checks.equal('when it happened there', /2016/.test(first), true);
    await checks.seen('by whom, where it is known', entries.filter({ hasText: 'Ivo Chissano' }));
    await checks.seen('what does not fit together', entries.locator('.flags').getByText('The file says “Active” and “closed at” both.'));
}

async function waits_to_be_adopted(page, desk, checks) {
    checks.equal('no act of the process is offered', await page.locator('.acts > button[data-act]').evaluateAll((all) => all.map((each) => each.dataset.act)), ['adopt']);
    checks.equal('its last leg counts no time', (await page.locator('.custody li.current').innerText()).endsWith('at rest'), true);
    await page.locator('.acts summary').click();
    await checks.seen('and why not is told', page.locator('.acts').getByText('This record was imported; adopt it first.'));
    const number = new URL(page.url()).pathname.split('/').at(-1);
    const { version } = await (await page.request.get(`${desk.base}/api/v1/records/${number}`)).json();
    const headers = { 'Idempotency-Key': `take-${number}`, 'If-Match': `"${version}"`, Origin: desk.base };
    const refused = await page.request.post(`${desk.base}/api/v1/records/${number}/acts/take`, { headers, data: {} });
    checks.equal('the desk refuses it to others too', refused.status(), 409);
    await page.keyboard.press('m');
    await checks.seen('a key for it says why not', page.getByRole('status').getByText(/adopt it first/));
}

async function lives_on_once_adopted(page, checks) {
    await page.locator('.origin').getByRole('button', { name: 'Adopt' }).click();
    const dialog = page.getByRole('dialog', { name: 'Adopt' });
    await checks.seen('the form says once more what it means', dialog.getByText(/^To adopt it is to go on/));
    await dialog.getByRole('button', { name: 'Adopt' }).click();
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('it is adopted', page.getByText('Imported from the former desk, HD-0045', { exact: true }));
    await page.locator('li.entry', { hasText: 'Adopt' }).last().waitFor();
    checks.pass('the timeline tells it');
    await checks.seen('its clocks go on, late as they are', page.locator('.clocks .clock.late'));
    checks.equal('and acts are possible', (await page.locator('.acts > button[data-act]').count()) > 1, true);
}

async function is_over_and_says_so(page, desk, checks) {
    await page.goto(`${desk.base}/?open=any&q=${encodeURIComponent('The password has expired')}`);
    await page.locator('tbody tr a').first().click();
    await checks.seen('what is over says where it comes from', page.getByText('Imported from the former desk, HD-0046', { exact: true }));
    checks.equal('and asks for nothing', await page.locator('.note.origin').count(), 0);
}

async function counts_in_the_reports(page, desk, checks) {
    const query = 'process=epts-support&type=issue&from=2016-01-01&to=2017-01-01';
    await page.goto(`${desk.base}/reports/conformance?${query}`);
    await page.locator('main .cards').waitFor();
    const unknown = page.locator('#steps-title ~ .parts tbody tr').filter({ hasText: 'No act of the process leads so' });
    await checks.seen('a step that the process does not know is told', unknown.filter({ hasText: 'Closed → Waiting for the reporter' }));
    await checks.seen('with who took it', unknown.filter({ hasText: 'Helena Mucavele: 1' }));
    await unknown.first().locator('[data-figure]').click();
    await page.locator('tbody tr').first().waitFor();
    await checks.seen('and the record that went it', page.locator('tbody').getByText('Forms are printed blank'));
}
