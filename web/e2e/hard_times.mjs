// What must hold when answers are lost, another is quicker, or the desk says no.

import { randomUUID } from 'node:crypto';
import { fill_form } from './fill_form.mjs';
import { settled } from './settled.mjs';

/** The desk did it, but its answer never came: sending again is the same sending. */
export async function lost_answer_is_not_sent_twice(page, checks) {
    const text = 'Said once, though the line broke';
    const box = page.locator('.compose textarea');
    await box.fill(text);
    const lose = async (route) => {
        await route.fetch();
        await route.abort();
    };
    await page.route('**/comments', lose, { times: 1 });
    await page.getByRole('button', { name: 'Add internal note' }).click();
    await checks.seen('a lost answer is told', page.getByRole('status').getByText(/kept on this device/i));
    await page.waitForFunction(() => document.querySelector('.compose textarea').value === '');
    checks.pass('its box is free, since it will be sent without a hand');
    await page.reload();
    await page.locator('button.state').getByText(/^Online$/).waitFor();
    const entries = page.locator('li.entry').filter({ hasText: text });
    await entries.first().waitFor();
    await settled(page);
    checks.equal('sent again, also after a reload, it is there once', await entries.count(), 1);
}

/** An act whose needs are open says so beside the inputs, and keeps what was typed. */
export async function refusal_stands_beside_its_field(page, checks) {
    const unmet = [
        { what: 'field', field: 'title', why: 'This title will not do.' },
        { what: 'condition', why: 'And the moon must be full.' },
    ];
    const problem = { type: '/problems/unmet', title: 'Something is missing', status: 422, detail: 'No.', unmet };
    await page.route(
        (url) => /\/records\/[^/]+$/.test(url.pathname),
        (route) =>
            route.request().method() === 'PATCH'
                ? route.fulfill({ status: 422, contentType: 'application/problem+json', body: JSON.stringify(problem) })
                : route.continue(),
    );
    await page.locator('.acts button[data-act=edit]').click();
    const dialog = page.getByRole('dialog');
    const description = dialog.locator('textarea[name=description]');
    await description.fill('Described anew');
    await dialog.locator('button[type=submit]').click();
    const title = dialog.locator('input[name=title]');
    await checks.seen('a refusal’s general part stands above', dialog.getByRole('alert').getByText('the moon must be full'));
    checks.equal('its field is marked', await title.getAttribute('aria-invalid'), 'true');
    const beside = page.locator(`[id="${(await title.getAttribute('aria-describedby')).split(' ')[0]}"]`);
    checks.equal('the sentence belongs to the field', await beside.innerText(), 'This title will not do.');
    checks.equal('what was typed stays', await description.inputValue(), 'Described anew');
    await page.unrouteAll();
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    await page.locator('.acts button[data-act=edit]').click();
    checks.equal('and comes back with the form', await description.inputValue(), 'Described anew');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('the change is shown', page.locator('.description').getByText('Described anew'));
}

/** Another was quicker: the page says so, keeps the text, and the next try goes through. */
export async function race_is_told_and_text_kept(page, checks, number) {
    const button = page.locator('.acts button[data-act]').first();
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await fill_form(dialog);
    const text = await dialog.locator('textarea').last().inputValue();
    // Between the press of the button and its arrival, since a record on the screen follows what others write.
    await page.route(
        '**/acts/*',
        async (route) => {
            const answer = await page.request.post(`${new URL(page.url()).origin}/api/v1/records/${number}/comments`, {
                headers: { 'Idempotency-Key': randomUUID() },
                data: { text: 'I was quicker', audience: 'internal' },
            });
            checks.equal('another writes meanwhile', answer.ok(), true);
            await route.continue();
        },
        { times: 1 },
    );
    await dialog.locator('button[type=submit]').click();
    await checks.seen('being overtaken is told', dialog.getByRole('alert').getByText('Somebody changed this record'));
    await checks.seen('the other’s words are shown behind', page.locator('li.entry').filter({ hasText: 'I was quicker' }));
    checks.equal('the text is kept', await dialog.locator('textarea').last().inputValue(), text);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    checks.pass('sent again it goes through');
}
