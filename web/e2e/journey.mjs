// The page in a real browser against a real desk: `node e2e/journey.mjs --base URL --demo FILE [--person NAME]
// [--reporter NAME]`. Signs in, logs an issue, finds it in the list, comments, acts; loses answers, races and its session without losing
// a word; and looks on as a reporter. The last line is `N passed, N failed`.

import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { open_browser } from './browser.mjs';
import { Checks } from './checks.mjs';
import { fill_form } from './fill_form.mjs';
import { lost_answer_is_not_sent_twice, race_is_told_and_text_kept, refusal_stands_beside_its_field } from './hard_times.mjs';
import { time_is_logged_and_struck } from './time_worked.mjs';

const { values: options } = parseArgs({
    options: {
        base: { type: 'string' },
        demo: { type: 'string' },
        person: { type: 'string', default: 'helena' },
        reporter: { type: 'string', default: 'jose' },
    },
});
if (!options.base || !options.demo) {
    console.error('usage: node e2e/journey.mjs --base URL --demo FILE [--person NAME] [--reporter NAME]');
    process.exit(2);
}
const { people } = JSON.parse(await readFile(options.demo, 'utf8'));
const person = people.find((each) => each.name === options.person) ?? people[0];
const title = `The printer says “Ünïcode” ${Date.now()}`;
const note = 'Between us: <b>not bold</b> & not for the reporter';

const checks = new Checks();
const browser = await open_browser();
const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
context.setDefaultTimeout(10_000);
const page = await context.newPage();
// What this journey provokes: a wrong password and an ended session, races, refusals, a line that breaks.
browser.provoked.push(/Failed to load resource: (net::ERR_FAILED|.* status of (401|412|422))/);

try {
    await sign_in_refuses_and_keeps_the_name();
    await sign_in();
    const number = await log_an_issue();
    await find_it_in_the_list(number);
    await drafts_outlive_a_reload(number);
    await comment(number);
    await act();
    await time_is_logged_and_struck(page, checks);
    await lost_answer_is_not_sent_twice(page, checks);
    await refusal_stands_beside_its_field(page, checks);
    await race_is_told_and_text_kept(page, checks, number);
    await session_comes_back(number);
    await address_holds_the_filters();
    await keyboard_alone_opens_a_record();
    await sign_out();
    await reporter_sees_no_internal_side();
} catch (error) {
    checks.fail('the journey goes on to its end', error);
} finally {
    await browser.close();
}
checks.equal('nothing in the console', browser.complaints, []);
checks.print();

async function sign_in_refuses_and_keeps_the_name() {
    await page.goto(options.base);
    await page.getByLabel('Name').fill(person.name);
    await page.getByLabel('Password').fill('not the password');
    await page.getByRole('button', { name: 'Sign in' }).click();
    await checks.seen('a wrong password is told', page.getByRole('alert'));
    checks.equal('the typed name is kept', await page.getByLabel('Name').inputValue(), person.name);
}

async function sign_in(as = person) {
    await page.getByLabel('Name').fill(as.name);
    await page.getByLabel('Password').fill(as.password);
    await page.getByRole('button', { name: 'Sign in' }).click();
    await checks.seen('signing in leads to the queue', page.getByRole('heading', { level: 1, name: 'Queue' }));
}

async function log_an_issue() {
    await page.locator('body').press('n');
    const form = page.locator('main form');
    await form.or(page.locator('main ul a')).first().waitFor();
    if (!(await form.isVisible())) {
        await page.locator('main ul a').first().click();
    }
    await page.getByLabel('What happened').fill(title);
    await page.reload();
    await page.getByLabel('What happened').waitFor();
    checks.equal('a half-filled form outlives a reload', await page.getByLabel('What happened').inputValue(), title);
    await fill_form(form);
    await form.getByRole('button', { name: 'Log it' }).click();
    await page.waitForURL(/\/t\//);
    await checks.seen('logging leads to the record', page.getByRole('heading', { level: 1, name: title }));
    const number = decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1));
    await checks.seen('the timeline tells of the logging', page.locator('li.entry').first());
    checks.equal('the present state is marked', await page.locator('[aria-current=step]').count(), 1);
    await checks.seen('it says who holds it', page.locator('.head ol li.current'));
    await checks.seen('it says what one can do', page.getByRole('heading', { name: 'What you can do' }));
    return number;
}

async function find_it_in_the_list(number) {
    await page.getByRole('link', { name: 'Closed too' }).click();
    const row = page.getByRole('row').filter({ hasText: number });
    await checks.seen('the list has the record', row);
    await checks.seen('the row leads by its title', row.getByRole('link', { name: title }));
    await row.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: title }).waitFor();
}

async function drafts_outlive_a_reload(number) {
    const box = page.locator('.compose textarea');
    await box.fill(note);
    await page.getByText('Public reply').click();
    checks.equal('each audience has its own draft', await box.inputValue(), '');
    await box.fill('Dear reporter');
    await page.goto(`${options.base}/t/${encodeURIComponent(number)}`);
    await box.waitFor();
    checks.equal('the internal draft comes back', await box.inputValue(), note);
    await page.getByText('Public reply').click();
    checks.equal('the public draft comes back', await box.inputValue(), 'Dear reporter');
    await checks.seen('the button names the public audience', page.getByRole('button', { name: /^Send to .*public/ }));
    await box.fill('');
    await page.getByText('Internal note', { exact: true }).click();
}

async function comment() {
    await page.getByRole('button', { name: 'Add internal note' }).click();
    const entry = page.locator('li.entry.internal').filter({ hasText: note });
    await checks.seen('the note is in the timeline as it was typed', entry);
    await checks.seen('it is marked as internal by a word', entry.getByText('Internal', { exact: true }));
    checks.equal('the composer is empty again', await page.locator('.compose textarea').inputValue(), '');
}

async function act() {
    const entries = page.locator('li.entry');
    const before = await entries.count();
    const button = page.locator('.acts button[data-act]').first();
    const name = (await button.innerText()).trim();
    await button.click();
    const dialog = page.getByRole('dialog');
    await dialog.waitFor();
    await fill_form(dialog);
    await dialog.getByRole('button', { name, exact: true }).click();
    await dialog.waitFor({ state: 'detached' });
    await checks.seen(`the act “${name}” is told as done`, page.getByRole('status').getByText(`Done: ${name}.`));
    await page.waitForFunction((count) => document.querySelectorAll('li.entry').length > count, before);
    checks.pass('the act is in the timeline');
    await checks.seen('the entry names who did it', entries.last().getByText(person.display ?? person.name).first());
}

async function session_comes_back(number) {
    const text = 'Written while the session ended';
    await page.locator('.compose textarea').fill(text);
    await context.clearCookies();
    await page.getByRole('button', { name: 'Add internal note' }).click();
    const dialog = page.getByRole('dialog', { name: 'Sign in again' });
    await checks.seen('an ended session asks for a sign-in over the page', dialog);
    checks.equal('the page stays behind it', await page.locator('main h1').innerText(), title);
    await dialog.getByLabel('Name').fill(person.name);
    await dialog.getByLabel('Password').fill(person.password);
    await dialog.getByRole('button', { name: 'Sign in' }).click();
    await dialog.waitFor({ state: 'detached' });
    await checks.seen('the note is sent after it', page.locator('li.entry.internal').filter({ hasText: text }));
    checks.equal('and once only', await page.locator('li.entry').filter({ hasText: text }).count(), 1);
    checks.equal('the address is still the record’s', new URL(page.url()).pathname, `/t/${number}`);
}

async function address_holds_the_filters() {
    await page.goto(options.base);
    await page.locator('main h1').waitFor();
    await page.getByRole('button', { name: 'Add a filter' }).click();
    await page.getByRole('option', { name: 'Mine', exact: true }).click();
    await page.waitForURL(/assignee=me/);
    await checks.seen('a chip changes the list', page.getByRole('heading', { level: 1, name: 'My work' }));
    await page.goBack();
    await checks.seen('going back takes the filter away', page.getByRole('heading', { level: 1, name: 'Queue' }));
}

async function keyboard_alone_opens_a_record() {
    await page.goto(options.base);
    await page.locator('tbody a').first().waitFor();
    let focused = '';
    const bare = [];
    for (let stop = 0; stop < 40 && !focused.startsWith('row '); stop += 1) {
        await page.keyboard.press('Tab');
        const [name, outlined] = await page.evaluate(focused_element);
        focused = name;
        if (!outlined) {
            bare.push(name);
        }
    }
    checks.equal('each stop of the Tab key is outlined', bare, []);
    await page.keyboard.press('Enter');
    await page.waitForURL(/\/t\//);
    checks.pass('Tab and Enter alone open a record');
}

async function sign_out() {
    await page.locator('.account summary').click();
    await page.getByRole('button', { name: 'Sign out' }).click();
    await checks.seen('signing out leads to the sign-in', page.getByLabel('Password'));
    const left = await page.evaluate(() => Object.keys(localStorage).filter((name) => !name.startsWith('reeve.keys.')));
    checks.equal('nothing of the person is left on the device', left, []);
}

async function reporter_sees_no_internal_side() {
    const reporter = people.find((each) => each.name === options.reporter);
    if (!reporter) {
        checks.fail('a reporter looks on', `${options.demo} has nobody called ${options.reporter}`);
        return;
    }
    await sign_in(reporter);
    await log_an_issue();
    await checks.seen('a reporter’s button names the public audience', page.getByRole('button', { name: /, public$/ }));
    checks.equal('a reporter is offered no internal note', await page.getByText('Internal note').count(), 0);
    checks.equal('nor a choice of the timeline that shows nothing', await page.locator('.timeline input[value=internal]').count(), 0);
    checks.equal('a reporter sees no internal entry', await page.locator('li.entry.internal').count(), 0);
    await page.locator('.compose textarea').fill('It also happens on Mondays');
    await page.getByRole('button', { name: /, public$/ }).click();
    const entry = page.locator('li.entry.public').filter({ hasText: 'also happens on Mondays' });
    await checks.seen('what a reporter writes is public', entry);
}

/** In the page: what has the focus, and whether it, its label or its row shows so. */
function focused_element() {
    const element = document.activeElement;
    const name = `${element.closest('tbody') ? 'row ' : ''}${element.tagName} ${element.textContent?.trim()}`;
    const shown = [[element], [element, '::after'], [element.closest('label') ?? element]];
    return [name, shown.some((each) => getComputedStyle(...each).outlineStyle === 'solid')];
}
