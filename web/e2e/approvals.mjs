// Agreeing by the keyboard alone: yes, no with its reason, what happens when that which is agreed to changes meanwhile, and
// votes in another's place.

import { randomUUID } from 'node:crypto';
import { in_anothers_place } from './delegate.mjs';
import { as_person, sign_in_by_api } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { settled } from './settled.mjs';

const ballot = '#approvals form';
const outcome = '#approvals .outcome';

/** `desk` as `open_desk` gives it. Two records of the demonstration wait for Karin’s vote. */
export async function approvals(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'karin');
        const page = await context.newPage();
        await page.addInitScript(() => {
            globalThis.mouse_events = 0;
            addEventListener('pointerdown', () => (globalThis.mouse_events += 1), true);
        });
        const scene = { page, browser, desk, checks };
        await waiting_list_leads_to_a_ballot(scene);
        await nothing_chosen_is_told(scene);
        await yes_is_counted(scene);
        await change_is_shown_before_the_vote(scene);
        await change_in_the_last_moment_counts_no_vote(scene);
        await no_wants_its_reason(scene);
        checks.equal('no mouse was used', await page.evaluate(() => globalThis.mouse_events), 0);
    } finally {
        await context.close();
    }
    await in_anothers_place(browser, desk, checks);
}

async function open_waiting(scene) {
    const { page, desk } = scene;
    await page.goto(`${desk.base}/?approver=me`);
    await page.locator('[data-row]').first().waitFor();
    await settled(page);
    return page.locator('[data-row]').evaluateAll((rows) => rows.map((row) => row.dataset.row));
}

/** The first that waits, its ballot before her, its first vote in focus. */
async function open_ballot(scene) {
    const { page } = scene;
    const [first] = await open_waiting(scene);
    await page.keyboard.press('o');
    await page.locator(ballot).waitFor();
    await settled(page);
    await tab_to(page, '#approvals input[type=radio]');
    return first;
}

const to_send = '#approvals button[type=submit]';
const to_reason = '#approvals textarea';

async function waiting_list_leads_to_a_ballot(scene) {
    const { page, checks } = scene;
    const waiting = await open_waiting(scene);
    checks.equal('two records wait for her vote', waiting.length, 2);
    await open_ballot(scene);
    await checks.seen('a ballot says what it is about', page.locator('#approvals').getByText(/^About: /));
}

async function nothing_chosen_is_told({ page, checks }) {
    await tab_to(page, to_send);
    await page.keyboard.press('Enter');
    await checks.seen('a vote without a choice is not sent', page.getByRole('alert').getByText('Choose yes, no or to abstain.'));
}

async function yes_is_counted(scene) {
    const { page, checks } = scene;
    const number = await open_ballot(scene);
    await page.keyboard.press('Space');
    checks.equal('Space chooses yes', await page.locator(`${ballot} input:checked`).inputValue(), 'yes');
    await tab_to(page, to_send);
    await page.keyboard.press('Enter');
    await page.locator(`${outcome}.yes`).waitFor();
    checks.equal('yes is counted', await page.locator(outcome).innerText(), 'Agreed');
    checks.equal('and asked no more', await page.locator(ballot).count(), 0);
    const left = await open_waiting(scene);
    checks.equal('nor does it wait in the list', left.includes(number), false);
}

/** The service desk says something else than what Karin has before her. */
function reword(scene, number, justification) {
    return as_person(scene.browser, scene.desk, 'priya', async (page) => {
        const path = `${scene.desk.base}/api/v1/records/${number}`;
        const { version } = await (await page.request.get(path)).json();
        const headers = { 'Idempotency-Key': randomUUID(), 'If-Match': `"${version}"`, Origin: scene.desk.base };
        const answer = await page.request.patch(path, { headers, data: { fields: { justification } } });
        if (!answer.ok()) {
            throw new Error(`${number} cannot be reworded: ${await answer.text()}`);
        }
    });
}

async function change_is_shown_before_the_vote(scene) {
    const { page, checks } = scene;
    scene.number = await open_ballot(scene);
    await page.keyboard.press('ArrowDown');
    await reword(scene, scene.number, 'For good.');
    const note = page.locator('#approvals [role=alert]');
    await checks.seen('she is told that it has changed', note.getByText(/^What you are asked has changed since you began/));
    await checks.seen('and from what to what', note.getByText(/→ For good\.$/));
    checks.equal('she cannot vote on it unseen', await page.locator(`${ballot} button[type=submit]`).isDisabled(), true);
    await look_again(scene);
}

async function look_again({ page, checks }) {
    await tab_to(page, '#approvals [role=alert] button');
    await page.keyboard.press('Enter');
    await page.locator('#approvals [role=alert]').waitFor({ state: 'detached' });
    checks.equal('having seen it she goes on', await page.locator(`${ballot} button[type=submit]`).isDisabled(), false);
}

/** Between her press and its arrival: the desk refuses what is about another text. */
async function change_in_the_last_moment_counts_no_vote(scene) {
    const { page, checks } = scene;
    let refused = 0;
    await page.route(
        '**/votes',
        async (route) => {
            await reword(scene, scene.number, 'Until the spring.');
            await route.fallback();
        },
        { times: 1 },
    );
    page.on('response', (answer) => (refused += answer.status() === 412 ? 1 : 0));
    await tab_to(page, '#approvals input[value=no]');
    await page.keyboard.press('Space');
    await tab_to(page, to_reason);
    await page.keyboard.type('Once is enough.');
    await tab_to(page, to_send);
    await page.keyboard.press('Enter');
    await checks.seen('what changed in the last moment is shown', page.locator('#approvals [role=alert]').getByText(/→ Until the spring\.$/));
    checks.equal('the desk refused the vote', refused, 1);
    checks.equal('her reason is still there', await page.locator(`${ballot} textarea`).inputValue(), 'Once is enough.');
    checks.equal('nothing was decided', await page.locator(outcome).innerText(), 'Open');
    await look_again(scene);
}

async function no_wants_its_reason(scene) {
    const { page, checks } = scene;
    await page.reload();
    await page.locator(ballot).waitFor();
    await settled(page);
    checks.equal('her reason outlasts a reload', await page.locator(`${ballot} textarea`).inputValue(), 'Once is enough.');
    await tab_to(page, '#approvals input[type=radio]');
    await page.keyboard.press('ArrowDown');
    await tab_to(page, to_reason);
    await page.keyboard.press('Control+A');
    await page.keyboard.press('Delete');
    await tab_to(page, to_send);
    await page.keyboard.press('Enter');
    checks.equal('a no without a reason is not sent', await page.locator(`${ballot} textarea`).getAttribute('aria-invalid'), 'true');
    await tab_to(page, to_reason);
    await page.keyboard.type('The form has another way for this.');
    await tab_to(page, to_send);
    await page.keyboard.press('Enter');
    await page.locator(`${outcome}.no`).waitFor();
    checks.equal('no is counted', await page.locator(outcome).innerText(), 'Refused');
    await checks.seen('its reason stands beside it', page.locator('#approvals').getByText('The form has another way for this.'));
}
