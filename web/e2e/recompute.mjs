// Clocks counted anew after a calendar was put right: the differences are shown first, nothing changes until they are
// confirmed, a breach is taken back by it; and back-tests, whose figures are what the records say. By keys alone.

import { as_person } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { settled } from './settled.mjs';

const shown = { waiting: 'Not started', running: 'Running', paused: 'Paused', met: 'Met', breached: 'Missed', cancelled: 'Cancelled' };

export function recompute(browser, desk, checks) {
    const work = async (page) => {
        const { call } = caller_of(page, desk);
        await a_back_test_tells_what_records_say(page, desk, call, checks);
        await nobody_worked(call);
        const found = await the_late_one(call);
        checks.equal('an edit alone takes no breach back', found.clock.before.state, 'breached');
        await page.goto(`${desk.base}/t/${found.number}`);
        await page.locator('.acts [data-act=recompute]').waitFor();
        await settled(page);
        await page.evaluate(() => {
            globalThis.pressed = 0;
            addEventListener('pointerdown', () => (globalThis.pressed += 1), true);
        });
        await looking_changes_nothing(page, call, found, checks);
        await confirmed_it_is_done(page, call, found, checks);
        checks.equal('no mouse was used', await page.evaluate(() => globalThis.pressed), 0);
    };
    return as_person(browser, desk, 'graca', work, { viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
}

/** The API as the person of the page may use it. */
function caller_of(page, desk) {
    const call = async (path, { method = 'GET', data, headers } = {}) => {
        const answer = await page.context().request.fetch(`${desk.base}/api/v1${path}`, { method, data, headers: { Origin: desk.base, ...headers } });
        if (!answer.ok()) {
            throw new Error(`${method} ${path}: ${await answer.text()}`);
        }
        return answer.json();
    };
    return { call };
}

async function records_of(call) {
    const { items } = await call('/records?limit=200');
    return Promise.all(items.map(({ number }) => call(`/records/${number}`)));
}

/** The agreement within the house, each of its limits made a minute: every clock that rests on it and had more is late. */
async function a_back_test_tells_what_records_say(page, desk, call, checks) {
    const clocks = (await records_of(call)).flatMap(({ number, clocks: all }) =>
        all.filter(({ agreement }) => agreement?.name === 'central_support').map((clock) => ({ number, ...clock })),
    );
    const late = clocks.filter(({ state, elapsed_s }) => state !== 'breached' && elapsed_s > 60);
    checks.equal('there are clocks to be tried on', late.length > 0, true);
    await page.goto(`${desk.base}/agreements/central_support?edit`);
    await page.locator('main form').waitFor();
    for (const limit of await page.locator('[name=limit]').all()) {
        await limit.fill('1m');
    }
    await page.locator('[data-try]').focus();
    await page.keyboard.press('Enter');
    await page.locator('.tally table').waitFor();
    checks.equal('it touches each clock that rests on the agreement', await page.getByText(`it touches ${clocks.length} clocks.`).count(), 1);
    const figures = async (name) => (await page.getByRole('row', { name }).getByRole('cell').allInnerTexts()).map(Number);
    const count = (state) => clocks.filter((clock) => clock.state === state).length;
    const ended = [count('met'), count('breached')];
    checks.equal('as it was: what records say', await figures(/^As it was/), [...ended, clocks.length - ended[0] - ended[1]]);
    const [, breached] = await figures(/^With this/);
    checks.equal('with this: those too that had more than a minute', breached, ended[1] + late.length);
    const numbers = await page.locator('main td a.mono').allInnerTexts();
    checks.equal('which are named', numbers.toSorted(), late.map(({ number }) => number).toSorted());
}

/** All days since the desk began were days off, as is known only now. */
async function nobody_worked(call) {
    const [calendar] = (await call('/calendars?limit=200')).items.filter(({ name }) => name === 'facility_hours');
    const day = (back) => new Date(Date.now() - back * 86_400_000).toISOString().slice(0, 10);
    const closed = Object.fromEntries(Array.from({ length: 20 }, (_, back) => [day(back - 1), []]));
    const data = { spec: { ...calendar.spec, special_days: closed }, effective: calendar.effective };
    const headers = { 'If-Match': `"${calendar.version}"`, 'Idempotency-Key': 'nobody-worked' };
    await call(`/calendars/${calendar.id}`, { method: 'PATCH', data, headers });
}

/** A record with a clock that is late, and would not be: `at` is its place among those that change (a title may stand for two legs). */
async function the_late_one(call) {
    for (const { number } of (await call('/records?limit=200')).items) {
        const { clocks } = await call(`/records/${number}/recompute`);
        const changed = clocks.filter(({ changes }) => changes);
        const at = changed.findIndex(({ before, after }) => before.state === 'breached' && after.state !== 'breached');
        if (at >= 0) {
            return { number, clock: changed[at], at, changed: changed.length };
        }
    }
    throw new Error('no record has a clock that is late and would not be');
}

async function looking_changes_nothing(page, call, { number, clock, at, changed }, checks) {
    const before = await call(`/records/${number}`);
    await tab_to(page, '.acts [data-act=recompute]');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.locator('table').first().waitFor();
    checks.equal('each clock that changes is shown as it stands and counted anew', await dialog.locator('table').count(), changed);
    const table = dialog.locator('table').nth(at);
    const states = table.getByRole('row', { name: /^State/ }).getByRole('cell');
    checks.equal('with both states', await states.allInnerTexts(), [shown[clock.before.state], shown[clock.after.state]]);
    await checks.seen('and that it may take a breach back', dialog.getByText(/may take back a breach/));
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    checks.equal('closing it leads back to where one was', await page.evaluate(() => document.activeElement.dataset.act), 'recompute');
    checks.equal('looking changed nothing', (await call(`/records/${number}`)).version, before.version);
}

async function confirmed_it_is_done(page, call, { number, clock }, checks) {
    await tab_to(page, '.acts [data-act=recompute]');
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog');
    await dialog.getByRole('button', { name: 'Count anew' }).waitFor();
    await tab_to(page, '[role=dialog] .btn.first, dialog .btn.first');
    await page.keyboard.press('Enter');
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('it is said that it is done', page.getByRole('status').getByText('The clocks were counted anew.'));
    const now = (await call(`/records/${number}`)).clocks.find(({ name, leg }) => name === clock.name && leg === clock.leg);
    checks.equal('the clock stands as it was shown', [now.state, now.due, now.calendar_version], [clock.after.state, clock.after.due, clock.after.calendar_version]);
    const again = await call(`/records/${number}/recompute`);
    checks.equal('and nothing is left to change', again.clocks.filter(({ changes }) => changes), []);
    await checks.seen('the timeline tells of it', page.locator('main li').filter({ hasText: 'Counted the clocks anew' }));
}
