// A record goes to another version of its process: what changes is shown first, what is in the way too, and nothing is
// done until it is confirmed. By keys alone.

import { randomUUID } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { as_person } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { small_targets } from './proofs/fit.mjs';
import { settled } from './settled.mjs';

const shipped = new URL('../../processes/epts-support/process.yaml', import.meta.url);

export function move(browser, desk, checks) {
    const work = async (page) => {
        const call = caller_of(page, desk);
        const text = await readFile(shipped, 'utf8');
        const { items } = await call('/records?process=epts-support&open=true&state=logged&limit=1');
        const [{ number }] = items;
        const record = `/records/${number}`;
        checks.equal('with one version there is nowhere to go', await offered(call, record), false);
        // What was called logged is called arrived, and to acknowledge it to accept it.
        const renamed = text
            .replace('version: 1', 'version: 2')
            .replaceAll(/\blogged\b/g, 'arrived')
            .replace('{ en: Logged,', '{ en: Arrived,')
            .replaceAll(/\backnowledge\b/g, 'accept')
            .replace('{ en: Acknowledge,', '{ en: Accept,');
        const moves = 'moves: { from: 1, issue: { states: { logged: arrived }, acts: { acknowledge: accept } } }';
        const files = { 'process.yaml': `${renamed}\n${moves}\n` };
        await call('/processes', { method: 'POST', data: { id: 'epts-support', files } });
        await page.goto(`${desk.base}/t/${number}`);
        await page.locator('.acts [data-act=move]').waitFor();
        await settled(page);
        const before = await call(record);
        await tab_to(page, '.acts [data-act=move]');
        await page.keyboard.press('Enter');
        const dialog = page.getByRole('dialog');
        const state = dialog.getByRole('row', { name: /^State/ }).getByRole('cell');
        await state.first().waitFor();
        checks.equal('the state is shown as it is and as it would be', await state.allInnerTexts(), ['Logged', 'Arrived']);
        const hers = before.acts.some(({ name, allowed }) => name === 'acknowledge' && allowed);
        const renamed_acts = dialog.getByText('Acknowledge is Accept now');
        checks.equal('what she can do by another name is neither gone nor new', await renamed_acts.count(), hers ? 1 : 0);
        checks.equal('and not told as such', await dialog.getByText(/possible for you.*(Acknowledge|Accept)/).count(), 0);
        await page.keyboard.press('Escape');
        await dialog.waitFor({ state: 'detached' });
        checks.equal('closing it leads back to where one was', await page.evaluate(() => document.activeElement.dataset.act), 'move');
        checks.equal('looking changed nothing', (await call(record)).version, before.version);
        await page.keyboard.press('Enter');
        await dialog.getByRole('button', { name: 'Move it' }).waitFor();
        await tab_to(page, '[role=dialog] .btn.first, dialog .btn.first');
        await page.keyboard.press('Enter');
        await dialog.waitFor({ state: 'detached' });
        await checks.seen('it is said that it is done', page.getByRole('status').getByText('It is on version 2 now.'));
        const after = await call(record);
        checks.equal('it is where it was shown to be', [after.process_version, after.state], [2, 'arrived']);
        await checks.seen('the timeline tells of it', page.locator('main li').filter({ hasText: 'Moved to another version' }));
        const third = { 'process.yaml': `${renamed.replace('version: 2', 'version: 3')}\n${moves}\n` };
        await call('/processes', { method: 'POST', data: { id: 'epts-support', files: third } });
        // Now there is a choice of where to go.
        await page.locator('.acts [data-act=move]').click();
        await dialog.getByRole('button', { name: 'Move it' }).waitFor();
        await dialog.getByRole('combobox').waitFor();
        checks.equal('where it may go is large enough to be met', await small_targets(page), []);
    };
    return as_person(browser, desk, 'graca', work, { viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
}

async function offered(call, record) {
    return (await call(record)).acts.some(({ name }) => name === 'move');
}

/** The API as the person of the page may use it. */
function caller_of(page, desk) {
    return async (path, { method = 'GET', data } = {}) => {
        const headers = { Origin: desk.base, 'Idempotency-Key': randomUUID() };
        const answer = await page.context().request.fetch(`${desk.base}/api/v1${path}`, { method, data, headers, timeout: 60_000 });
        if (!answer.ok()) {
            throw new Error(`${method} ${path}: ${await answer.text()}`);
        }
        return answer.json();
    };
}
