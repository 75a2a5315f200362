// Agreements: what is agreed and by whom, other words proposed by an administrator, tried on what happened, refused with the
// desk's sentences, agreed to by the customer; and who may not is not asked.

import { as_person } from './desk.mjs';

export function agreements(browser, desk, checks) {
    const work = async (page) => {
        await are_told(page, desk, checks);
        await is_proposed(page, checks);
        await the_customer_agrees(browser, desk, checks);
        await others_only_look(browser, desk, checks);
    };
    return as_person(browser, desk, 'graca', work, { viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
}

async function are_told(page, desk, checks) {
    await page.goto(`${desk.base}/`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Agreements' }).click();
    await checks.seen('the rail leads to the agreements, by kind', page.getByRole('heading', { name: 'With vendors' }));
    await page.locator('main a.card', { hasText: 'Namaacha' }).click();
    await checks.seen('one says who agreed, and to which paper', page.getByText(/Agreed by Martine Machava, .*\(SLA 2014-1\)/).first());
    await checks.seen('what is promised for which records', page.getByRole('row', { name: /Response.*Priority: Critical.*30m.*50 %/ }));
    await checks.seen('in which calendar', page.getByRole('link', { name: 'Facility hours' }));
}

async function is_proposed(page, checks) {
    await page.getByRole('link', { name: 'Propose other words' }).click();
    await page.locator('main form').waitFor();
    const limit = page.locator('[name=limit]').first();
    await limit.fill('');
    await page.getByRole('button', { name: 'Propose these words' }).click();
    await checks.seen('a target without a figure is refused in the form', page.getByText('A target needs its clock and its limit, and each condition its value.'));
    await limit.fill('30');
    await page.getByRole('button', { name: 'Propose these words' }).click();
    await page.getByRole('alert').waitFor();
    await checks.seen('one without a unit by the desk, which says so', page.getByRole('alert').getByText(/unit/));
    checks.equal('and the form stays as it was typed', await limit.inputValue(), '30');
    await limit.fill('45m');
    await page.getByLabel('Last day, where there is one').fill('');
    await page.locator('[data-try]').click();
    await checks.seen('the preview tells what would have been', page.getByText(/records? looked at; it touches/));
    await page.getByRole('button', { name: 'Propose these words' }).click();
    await page.waitForURL(/\/agreements\/namaacha_service$/);
    await checks.seen('the words are proposed, and hold for nobody yet', page.getByText('Proposed, not agreed: clocks rest on version 2.').first());
}

function the_customer_agrees(browser, desk, checks) {
    return as_person(browser, desk, 'paulo', async (page) => {
        await page.goto(`${desk.base}/agreements/namaacha_service`);
        await page.getByLabel('Reference of the paper, where there is one').fill('SLA 2026-7');
        await page.keyboard.press('Enter');
        await checks.seen('somebody of the customer agrees to them', page.getByText(/Agreed by Paulo Macuacua, .*\(SLA 2026-7\)/).first());
        checks.equal('once', await page.getByRole('button', { name: 'Agree to it' }).count(), 0);
        await checks.seen('what was agreed before is still to be read', page.getByRole('row', { name: /Martine Machava.*\(SLA 2014-1\)/ }));
    });
}

function others_only_look(browser, desk, checks) {
    return as_person(browser, desk, 'helena', async (page) => {
        await page.goto(`${desk.base}/agreements/platform_contract`);
        await page.getByRole('heading', { name: 'Targets' }).waitFor();
        checks.equal('who is no administrator is offered no change', await page.getByRole('link', { name: 'Propose other words' }).count(), 0);
    });
}
