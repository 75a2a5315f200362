// Two people at one record: what both set stands where it can, both are shown where it cannot, and no typed word is lost.

import { randomUUID } from 'node:crypto';
import { sign_in_by_api } from './desk.mjs';
import { fill_form } from './fill_form.mjs';

/** `desk` as `open_desk` gives it. Ivo has the page before him; Helena is quicker. */
export async function conflict(browser, desk, checks) {
    const [ivo, helena] = await Promise.all(['ivo', 'helena'].map((name) => open_browser_of(browser, desk, name)));
    try {
        const scene = { helena, desk, checks, ...(await find_record(helena, desk)) };
        const page = await ivo.newPage();
        await page.goto(`${desk.base}/t/${scene.number}`);
        await page.locator('li.entry').first().waitFor();
        await page.locator('button.state[data-live=live]').waitFor();
        await different_fields_both_stand(page, scene);
        await different_fields_both_stand_in_a_race(page, scene);
        await same_field_keeps_theirs(page, scene);
        await same_field_uses_mine(page, scene);
        await form_of_many_fields_overwrites_nothing_unseen(page, scene);
        await stale_act_goes_through_at_the_second_press(page, scene);
    } finally {
        await Promise.all([ivo, helena].map((context) => context.close()));
    }
}

async function open_browser_of(browser, desk, name) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    await sign_in_by_api(context, desk, name);
    return context;
}

/** One that may be edited and has an act that asks for something. */
async function find_record(context, desk) {
    const { items } = await (await context.request.get(`${desk.base}/api/v1/records?limit=50`)).json();
    for (const { number } of items) {
        const record = await read(context, desk, number);
        const act = record.acts.find((each) => each.allowed && each.needs?.length > 0 && each.name === 'refer');
        if (act && record.acts.some((each) => each.name === 'edit' && each.allowed)) {
            return { number, act: act.name };
        }
    }
    throw new Error('the demonstration has no record for two');
}

async function read(context, desk, number) {
    return (await context.request.get(`${desk.base}/api/v1/records/${number}`)).json();
}

async function set({ helena, desk, number }, fields) {
    const { version } = await read(helena, desk, number);
    const answer = await helena.request.patch(`${desk.base}/api/v1/records/${number}`, {
        headers: { 'Idempotency-Key': randomUUID(), 'If-Match': `"${version}"` },
        data: { fields },
    });
    if (!answer.ok()) {
        throw new Error(`${number} cannot be edited: ${await answer.text()}`);
    }
}

async function begin(page, field) {
    await page.locator(`button[data-field=${field}]`).click();
    return page.locator('form').filter({ has: page.locator(`[name=${field}]`) });
}

function fact(page, text) {
    return page.locator('section.facts dd').getByText(text, { exact: true });
}

async function different_fields_both_stand(page, scene) {
    await set(scene, { urgency: 'job_stopped', impact: 'single_user' });
    await fact(page, 'Single user').waitFor();
    const form = await begin(page, 'impact');
    await form.locator('select').selectOption('multiple_users');
    await set(scene, { urgency: 'job_affected' });
    await fact(page, 'Job function affected').waitFor();
    scene.checks.equal('what is being chosen stays', await form.locator('select').inputValue(), 'multiple_users');
    await form.getByRole('button', { name: 'Save' }).click();
    await told_beside(page, scene, { urgency: 'job_affected', impact: 'multiple_users' }, 'shown before it was saved');
}

/** The desk refuses the stale edit (412), and the page sends it again by itself. */
async function different_fields_both_stand_in_a_race(page, scene) {
    const form = await begin(page, 'impact');
    await form.locator('select').selectOption('software_wide');
    await overtake(page, scene, { urgency: 'patient_safety' });
    await form.getByRole('button', { name: 'Save' }).click();
    await told_beside(page, scene, { urgency: 'patient_safety', impact: 'software_wide' }, 'in a race');
}

async function told_beside(page, { helena, desk, number, checks }, expected, how) {
    await checks.seen(`it is told what else changed, ${how}`, page.locator('.toast').getByText(/Impact saved.*changed Urgency/));
    const { urgency, impact } = (await read(helena, desk, number)).fields;
    checks.equal(`different fields both stand, ${how}`, { urgency, impact }, expected);
    await page.locator('.toast').getByRole('button').last().click();
}

/** Once, between the press of a button and its arrival. */
function overtake(page, scene, fields) {
    let is_quicker = true;
    return page.route(`**/records/${scene.number}`, async (route) => {
        if (is_quicker && route.request().method() === 'PATCH') {
            is_quicker = false;
            await set(scene, fields);
        }
        await route.fallback();
    });
}

async function same_field_keeps_theirs(page, scene) {
    await set(scene, { area: 'application' });
    await fact(page, 'The application').waitFor();
    const form = await begin(page, 'area');
    await form.locator('select').selectOption('network');
    await overtake(page, scene, { area: 'data' });
    await form.getByRole('button', { name: 'Save' }).click();
    const note = page.getByRole('alert').getByText(/^Helena .* set Concerns to Data while you set Network\.$/);
    await scene.checks.seen('both values of one field are shown, and whose', note);
    await form.getByRole('button', { name: /^Keep what Helena/ }).click();
    await form.waitFor({ state: 'detached' });
    await scene.checks.seen('keeping theirs shows theirs', fact(page, 'Data'));
    const { area } = (await read(scene.helena, scene.desk, scene.number)).fields;
    scene.checks.equal('and theirs stands', area, 'data');
}

async function same_field_uses_mine(page, scene) {
    const form = await begin(page, 'area');
    await form.locator('select').selectOption('account');
    // Seen live this time, while the form is open.
    await set(scene, { area: 'hardware' });
    await page.locator('li.entry').getByText(/Hardware/).last().waitFor({ state: 'attached' });
    await form.getByRole('button', { name: 'Save' }).click();
    const note = page.getByRole('alert').getByText(/set Concerns to Hardware while you set Account or password/);
    await scene.checks.seen('also where the page had shown theirs already', note);
    await form.getByRole('button', { name: 'Use mine' }).click();
    await form.waitFor({ state: 'detached' });
    const { area } = (await read(scene.helena, scene.desk, scene.number)).fields;
    scene.checks.equal('using mine sets mine', area, 'account');
    await page.locator('.toast').getByRole('button').last().click();
}

async function form_of_many_fields_overwrites_nothing_unseen(page, scene) {
    await page.locator('.acts button[data-act=edit]').click();
    const dialog = page.getByRole('dialog');
    const description = dialog.locator('textarea[name=description]');
    await description.fill('As Ivo describes it');
    await set(scene, { description: 'As Helena describes it' });
    await page.locator('.description').getByText('As Helena describes it').waitFor();
    await dialog.locator('button[type=submit]').click();
    await scene.checks.seen('an edit of the same in a form is told first', dialog.getByRole('alert').getByText(/Helena/));
    scene.checks.equal('with what was typed in it', await description.inputValue(), 'As Ivo describes it');
    const unchanged = (await read(scene.helena, scene.desk, scene.number)).description;
    scene.checks.equal('and theirs stands till then', unchanged, 'As Helena describes it');
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await scene.checks.seen('the second press uses hers', page.locator('.description').getByText('As Ivo describes it'));
}

async function stale_act_goes_through_at_the_second_press(page, scene) {
    await page.locator(`.acts button[data-act=${scene.act}]`).click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await fill_form(dialog);
    const text = 'Typed before the other was quicker';
    const box = dialog.locator('textarea').last();
    await box.fill(text);
    await page.route(
        `**/acts/${scene.act}`,
        async (route) => {
            await set(scene, { urgency: 'not_affecting' });
            await route.continue();
        },
        { times: 1 },
    );
    await dialog.locator('button[type=submit]').click();
    await scene.checks.seen('an act on a stale record is told', dialog.getByRole('alert').getByText('Somebody changed'));
    scene.checks.equal('what was typed for it stays', await box.inputValue(), text);
    await dialog.locator('button[type=submit]').click();
    await dialog.waitFor({ state: 'detached' });
    await scene.checks.seen('the second press goes through', page.locator('li.entry').filter({ hasText: text }));
}
