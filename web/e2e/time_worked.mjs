// Time that somebody worked on a record: logged by keys alone, told beside the record and in its timeline, struck again.

import { randomUUID } from 'node:crypto';
import { tab_to } from './hands.mjs';
import { overflow_px, small_targets } from './proofs/fit.mjs';

const card = '[data-card=time]';

/** By the API, on one of the issues that are open; the number of that issue. Once for each key. */
export async function log_time(page, base, at, entry, key = randomUUID()) {
    const found = await (await page.request.get(`${base}/api/v1/records?type=epts-support/issue&sort=number&limit=10`)).json();
    const { number } = found.items[at];
    const headers = { 'Idempotency-Key': key, Origin: base };
    const answer = await page.request.post(`${base}/api/v1/records/${number}/time-entries`, { headers, data: entry });
    if (!answer.ok()) {
        throw new Error(`${number}: ${await answer.text()}`);
    }
    return number;
}

/** On the record that `page` shows. */
export async function time_is_logged_and_struck(page, checks) {
    const before = page.viewportSize();
    await page.setViewportSize({ width: 390, height: 844 });
    await tab_to(page, `${card} summary`);
    await page.keyboard.press('Enter');
    await tab_to(page, `${card} [name=time]`);
    await page.keyboard.type('1:75');
    await page.keyboard.press('Enter');
    await checks.seen('what is no time is told', page.locator(card).getByRole('alert'));
    await page.locator(`${card} [name=time]`).fill('1:30');
    await tab_to(page, `${card} [name=text]`);
    await page.keyboard.type('Changed the toner');
    await page.keyboard.press('Enter');
    await checks.seen('the time that was worked stands beside the record', page.locator(`${card} [data-total="90"]`));
    await checks.seen('and in its timeline', page.locator('li.entry').getByText(/1 h 30 min worked on .+ Changed the toner/));
    checks.equal('the form is empty again', await page.locator(`${card} [name=time]`).inputValue(), '');
    checks.equal('390 px: nothing to scroll sideways', await overflow_px(page), 0);
    checks.equal('390 px: targets of at least 24 px', await small_targets(page), []);
    await page.locator(card).getByRole('button', { name: /^Strike 1 h 30 min/ }).click();
    await checks.seen('what is struck stays to be seen', page.locator(`${card} li.struck`));
    checks.equal('and counts no longer', await page.locator(`${card} [data-total]`).count(), 0);
    await page.setViewportSize(before);
}
