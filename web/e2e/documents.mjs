// Documents of a kind, by keys alone: an act asks for them, takes no others for them, and is done with them.

import { as_person } from './desk.mjs';
import { with_hands } from './hands.mjs';
import { fits } from './proofs/fit.mjs';
import { settled } from './settled.mjs';

const looks = { wide: { width: 1280, height: 900 }, phone: { width: 390, height: 844 } };

/** `desk` as `open_desk` gives it, with the `flags` of the trees. */
export async function documents(browser, desk, checks) {
    for (const [look, viewport] of Object.entries(looks)) {
        const number = await as_person(browser, desk, 'ada', (page) => begun(page, desk, look));
        await with_hands(browser, desk, 'ada', (hands) => signed(hands, checks, look, number), { viewport });
    }
}

/** A release whose code is written: reports count from then on. */
async function begun(page, desk, look) {
    const send = async (path, data) => {
        const headers = { 'Idempotency-Key': `documents-${look}${path}`, Origin: desk.base };
        return (await page.request.post(`${desk.base}/api/v1/records${path}`, { headers, data })).json();
    };
    const { number } = await send('', { type: 'owed/release', title: `To be signed, ${look}` });
    await send(`/${number}/acts/code`, {});
    return number;
}

/** No browser lets keys alone choose in the machine's own window of files; everything else is done by them. */
async function attach(hands, within, name) {
    const { page } = hands;
    await page.locator(`${within} input[type=file]`).first().setInputFiles({ name, mimeType: 'application/pdf', buffer: Buffer.from(name) });
    await kind_of(page, within, name).waitFor();
}

function kind_of(page, within, name) {
    return page.locator(within).getByLabel(`Kind of ${name}`);
}

/** Up and down among the kinds; the first is that it is of none. */
async function say_kind(hands, within, name, ...keys) {
    await hands.tab_to(`${within} select[aria-label="Kind of ${name}"]`);
    await hands.press(...keys);
    return kind_said(hands.page, within, name);
}

function kind_said(page, within, name) {
    return kind_of(page, within, name).evaluate((select) => select.selectedOptions[0].textContent);
}

async function signed(hands, checks, look, number) {
    const { page } = hands;
    const needs = page.getByRole('dialog').locator('.needs li');
    await hands.open(`/t/${number}`, 'li.entry');
    await compose_with_kind(hands, checks, look);
    await hands.tab_to('button[data-act=sign]');
    await hands.press('Enter');
    await page.getByRole('dialog').locator('form').waitFor();
    await settled(page);
    const asked = async () => (await needs.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    checks.equal(`${look}: the form says which documents are asked for`, await asked(), [
        'The plan lies there. Kind: Plan. (done)',
        'Two reports are newer than the code. (0 of 2.) Kind: Test report. (open)',
    ]);
    await attach(hands, 'dialog', 'minutes.pdf');
    checks.equal(`${look}: it is taken for what is lacking, until one says otherwise`, await kind_said(page, 'dialog', 'minutes.pdf'), 'Test report');
    checks.equal(`${look}: by keys it is said to be of no kind`, await say_kind(hands, 'dialog', 'minutes.pdf', 'Home'), 'of no kind');
    await fits(page, checks, `${look}, a file whose kind is to be said`);
    const send = async () => {
        await hands.tab_to('dialog button[type=submit]');
        await hands.press('Enter');
    };
    await send();
    const told = page.getByRole('dialog').getByRole('alert');
    await checks.seen(`${look}: one of no kind does instead of none`, told.getByText('Two reports are newer than the code. (0 of 2.)'));
    await attach(hands, 'dialog', 'new.pdf');
    await attach(hands, 'dialog', 'newer.pdf');
    for (const name of ['new.pdf', 'newer.pdf']) {
        checks.equal(`${look}: ${name} is said by keys to be another`, await say_kind(hands, 'dialog', name, 'ArrowUp'), 'Plan');
        checks.equal(`${look}: and what it is`, await say_kind(hands, 'dialog', name, 'ArrowDown'), 'Test report');
    }
    await fits(page, checks, `${look}, three files`);
    await send();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    checks.equal(`${look}: with them it is done, by keys alone`, await hands.mouse_events(), 0);
    const related = page.locator('.related');
    checks.equal(`${look}: and what is of no kind says none`, /Test|Plan/.test(await related.locator('li', { hasText: 'minutes.pdf' }).innerText()), false);
    for (const [name, kind] of [['new.pdf', 'Test report'], ['plan.pdf', 'Plan']]) {
        await checks.seen(`${look}: ${name} stands there as what it is`, related.locator('li', { hasText: name }).getByText(kind));
    }
    await fits(page, checks, `${look}, a record with documents`);
}

/** A comment brings the plan. */
async function compose_with_kind(hands, checks, look) {
    const { page } = hands;
    await attach(hands, '.compose', 'plan.pdf');
    checks.equal(`${look}: beside a comment a kind is said too`, await say_kind(hands, '.compose', 'plan.pdf', 'ArrowDown'), 'Plan');
    await fits(page, checks, `${look}, a comment with a file`);
    await hands.tab_to('.compose textarea');
    await hands.type('The plan.');
    await hands.press('Control+Enter');
    await checks.seen(`${look}: it stands with the comment`, page.locator('li.entry', { hasText: 'The plan.' }).getByText('plan.pdf').first());
}
