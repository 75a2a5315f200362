// Forms that are no act of a record keep what is typed into them over a reload, say that it was typed before, and forget it
// when it is sent or given up.

import { as_person } from './desk.mjs';
import { settled } from './settled.mjs';

const returned = 'You typed this before and did not send it.';

export async function forms(browser, desk, checks) {
    const options = { viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' };
    const administrator = async (page) => {
        const hands = new Typist(page, desk, checks);
        for (const form of written(desk)) {
            await outlasts_a_reload(hands, form);
        }
        await is_outdated(hands);
        await sign_out_counts_it(hands);
    };
    await as_person(browser, desk, 'graca', administrator, options);
    const agent = async (page) => {
        await in_place(new Typist(page, desk, checks));
    };
    await as_person(browser, desk, 'helena', agent, options);
}

class Typist {
    constructor(page, desk, checks) {
        Object.assign(this, { page, desk, checks });
    }
    async open(path, ready) {
        await this.page.goto(this.desk.base + path);
        await this.page.locator(ready).first().waitFor();
        await settled(this.page);
    }
}

/** Each form: where it is, how it is opened there, the input that is typed into, and how it is left for good. */
function written() {
    const leave = (page) => page.getByRole('button', { name: 'Leave without keeping' }).click();
    const afresh = (page) => page.locator('[data-afresh]').click();
    const delegate = async (page) => {
        await page.locator('.account summary').click();
        await page.locator('.account [aria-haspopup=dialog]').first().click();
        await page.getByRole('dialog').locator('form').waitFor();
    };
    const view = async (page) => {
        await page.getByRole('button', { name: 'Save as a view' }).first().click();
        await page.getByRole('dialog').locator('form').waitFor();
    };
    return [
        { name: 'a calendar', path: '/calendars/hospital_hours?edit', ready: 'main form', input: '[name=sat]', end: leave },
        { name: 'a new calendar', path: '/calendars?add', ready: 'main form', input: '[name=title]', end: leave },
        { name: 'an agreement', path: '/agreements/namaacha_service?edit', ready: 'main form', input: '[name=limit] >> nth=0', end: leave },
        { name: 'a new agreement', path: '/agreements?add', ready: 'main form', input: '[name=service]', end: leave },
        { name: 'a view', path: '/?assignee=none&priority=High', ready: 'main .chip.on', input: 'dialog [name=title]', opens: view, end: afresh },
        { name: 'a delegate', path: '/', ready: 'main h1', input: 'dialog [name=until]', typed: '2031-05-06T10:00', opens: delegate, end: afresh },
    ];
}

async function outlasts_a_reload({ page, ...hands }, { name, path, ready, input, opens, end, typed = '08:00-09:30' }) {
    const { checks } = hands;
    const typist = new Typist(page, hands.desk, checks);
    const show = async () => {
        await typist.open(path, ready);
        await opens?.(page);
        await page.locator(input).waitFor();
        await settled(page);
    };
    await show();
    const before = await page.locator(input).inputValue();
    checks.equal(`${name}: an untouched form says nothing of drafts`, await page.getByText(returned).count(), 0);
    await page.locator(input).fill(typed);
    await show();
    checks.equal(`${name}: what was typed is there after a reload`, await page.locator(input).inputValue(), typed);
    await checks.seen(`${name}: and that it was typed before is said`, page.getByText(returned));
    await end(page);
    await show();
    checks.equal(`${name}: given up, it is gone`, await page.locator(input).inputValue(), before);
    checks.equal(`${name}: without a word`, await page.getByText(returned).count(), 0);
}

/** What somebody else changed since is not overwritten unawares. */
async function is_outdated(hands) {
    const { page, checks } = hands;
    await hands.open('/calendars/hospital_hours?edit', 'main form');
    await page.locator('[name=sun]').fill('10:00-11:00');
    const address = `${hands.desk.base}/api/v1/calendars/hospital_hours`;
    const read = await page.context().request.get(address);
    const { title, spec } = await read.json();
    const headers = { Origin: hands.desk.base, 'Idempotency-Key': 'outdated', 'If-Match': read.headers().etag ?? '"1"' };
    const saturday = { title, spec: { ...spec, week: { ...spec.week, sat: [['09:00', '10:00']] } } };
    const changed = await page.context().request.patch(address, { headers, data: saturday });
    checks.equal('somebody else changes it', changed.status(), 200);
    await hands.open('/calendars/hospital_hours?edit', 'main form');
    await checks.seen('what it changes has moved on: that is said', page.getByText('What it changes is no longer as it was then.'));
    checks.equal('and the text is as it was typed', await page.locator('[name=sun]').inputValue(), '10:00-11:00');
    await page.locator('[data-afresh]').click();
    checks.equal('begun afresh, the form is as the calendar is now', await page.locator('[name=sat]').inputValue(), '09:00-10:00');
    checks.equal('without what was typed', await page.locator('[name=sun]').inputValue(), '');
}

async function sign_out_counts_it(hands) {
    const { page, checks } = hands;
    await hands.open('/calendars?add', 'main form');
    await page.locator('[name=title]').fill('Nobody keeps this');
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await checks.seen('a sign-out asks first', page.getByRole('dialog').getByText(/One thing|1 thing/));
    await page.getByRole('button', { name: 'Sign out and remove' }).click();
    await page.locator('input[type=password]').waitFor();
    const left = await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith('reeve.draft.')));
    checks.equal('and leaves nothing of it on the device', left, []);
}

/** A field that is changed in its place, a title, and a link. */
async function in_place(hands) {
    const { page, checks } = hands;
    await hands.open('/', 'tbody tr');
    await page.locator('tbody tr a').first().click();
    await page.locator('.facts .edit').first().waitFor();
    const path = new URL(page.url()).pathname;
    const show = () => hands.open(path, '.facts .edit');
    const text_rows = page.locator('.facts .edit');
    const names = await text_rows.evaluateAll((all) => all.map((each) => each.dataset.field));
    const typed = await begin_a_text(page, names);
    await show();
    checks.equal('a field that was open is open again, with what was typed', await page.locator('.facts form input, .facts form textarea').first().inputValue(), typed);
    await page.locator('.facts form').getByRole('button', { name: 'Cancel' }).click();
    await show();
    checks.equal('and closed once it was left', await page.locator('.facts form[aria-label]').count(), 0);
    const link = page.locator('.related details');
    if ((await link.count()) > 0) {
        await link.locator('summary').click();
        await link.locator('input').fill('EPTS-99');
        await show();
        checks.equal('a number to link to is there after a reload', await link.locator('input').inputValue(), 'EPTS-99');
        checks.equal('in sight', await link.locator('input').isVisible(), true);
    }
}

async function begin_a_text(page, names) {
    for (const name of names) {
        await page.locator(`.facts .edit[data-field="${name}"]`).click();
        const input = page.locator('.facts form').locator('input[type=text], textarea').first();
        if ((await input.count()) > 0 && !(await input.getAttribute('role'))) {
            await input.fill('half a sente');
            return 'half a sente';
        }
        await page.locator('.facts form').getByRole('button', { name: 'Cancel' }).click();
    }
    throw new Error(`no field of text among ${names.join(', ')}`);
}
