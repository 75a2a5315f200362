// Calendars: read by whoever works on records, changed by administrators: hours as people write them, holidays out of a file,
// tried on what happened, kept as a version that says from when; by keys alone, and with a sentence for what is wrong.

import { as_person } from './desk.mjs';
import { settled } from './settled.mjs';

export function calendars(browser, desk, checks) {
    const work = async (page) => {
        await are_listed_in_words(page, desk, checks);
        await says_what_is_wrong(page, desk, checks);
        await takes_holidays_from_a_file(page, checks);
        await is_tried_on_the_past(page, checks);
        await is_kept_as_a_version(page, desk, checks);
        await is_made_by_keys(page, desk, checks);
        await others_only_look(browser, desk, checks);
    };
    return as_person(browser, desk, 'graca', work, { viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
}

async function are_listed_in_words(page, desk, checks) {
    await page.goto(`${desk.base}/`);
    await page.getByRole('navigation', { name: 'Main' }).getByRole('link', { name: 'Calendars' }).click();
    await checks.seen('the rail leads to the calendars', page.getByText('Mon to Fri 07:30-12:00, 13:00-16:30'));
    await page.locator('main a.card', { hasText: 'Hospital hours' }).click();
    await checks.seen('one has its week', page.getByRole('row', { name: /Sat.*closed/ }));
    await checks.seen('and its holidays', page.getByText('Heroes'));
    await checks.seen('and its versions', page.getByRole('heading', { name: 'Versions' }));
}

async function says_what_is_wrong(page, desk, checks) {
    await page.getByRole('link', { name: 'Change' }).click();
    await page.locator('main form').waitFor();
    await page.getByLabel('Fri', { exact: true }).fill('in the morning');
    await page.getByRole('button', { name: 'Keep as a new version' }).click();
    await checks.seen('what cannot be read is told', page.getByRole('alert').getByText('One place in the form cannot be read.'));
    const friday = page.getByLabel('Fri', { exact: true });
    checks.equal('beside its input', await friday.getAttribute('aria-invalid'), 'true');
    await friday.fill('7:30-12, 13-15');
    await page.locator('[name=zone]').fill('Africa/Nowhere');
    await page.getByRole('button', { name: 'Keep as a new version' }).click();
    await page.getByRole('alert').waitFor();
    await checks.seen('what the desk refuses stays in the form, with its sentence', page.getByRole('alert').getByText(/Nowhere|zone/i));
    checks.equal('as it was typed', await friday.inputValue(), '7:30-12, 13-15');
    await page.locator('[name=zone]').fill('Africa/Maputo');
}

async function takes_holidays_from_a_file(page, checks) {
    const event = (at, name) => ['BEGIN:VEVENT', `UID:${at}@example.org`, 'DTSTAMP:20260101T000000Z', `DTSTART;VALUE=DATE:${at}`, `SUMMARY:${name}`, 'END:VEVENT'];
    const lines = ['BEGIN:VCALENDAR', 'VERSION:2.0', 'PRODID:-//example//EN', ...event('20261224', 'Christmas Eve'), ...event('20261231', 'New Year’s Eve'), 'END:VCALENDAR', ''];
    const before = await page.getByLabel('Day or rule').count();
    await page.locator('input[type=file]').setInputFiles({ name: 'days.ics', mimeType: 'text/calendar', buffer: Buffer.from(lines.join('\r\n')) });
    await checks.seen('a calendar file is read', page.getByText('2 days read, 2 of them new.'));
    checks.equal('and its days stand in the form', await page.getByLabel('Day or rule').count(), before + 2);
}

async function is_tried_on_the_past(page, checks) {
    for (const day of ['Mon', 'Tue', 'Wed', 'Thu', 'Fri', 'Sat', 'Sun']) {
        await page.getByLabel(day, { exact: true }).fill('00:00-24:00');
    }
    await page.locator('[data-try]').click();
    await checks.seen('the preview tells how many records it looked at', page.getByText(/records? looked at; it touches/));
    await checks.seen('and which would have run out', page.getByRole('heading', { name: /would have run out that did not/i }));
    await page.getByLabel('Sat', { exact: true }).fill('');
    await page.getByLabel('Sun', { exact: true }).fill('');
}

async function is_kept_as_a_version(page, desk, checks) {
    await page.getByRole('button', { name: 'Keep as a new version' }).click();
    await page.waitForURL(`${desk.base}/calendars/hospital_hours`);
    await checks.seen('it is kept as the next version', page.getByRole('rowheader', { name: '2 · holds now' }));
    await checks.seen('by whoever changed it', page.getByRole('row', { name: /2 · holds now.*Graça Uamusse/ }));
    await page.getByRole('button', { name: 'Show version 1' }).click();
    await checks.seen('the former one can still be read', page.getByRole('row', { name: /Mon.*07:30-12:00, 13:00-16:30/ }));
}

async function is_made_by_keys(page, desk, checks) {
    await page.goto(`${desk.base}/calendars?add`);
    await page.locator('main form').waitFor();
    await settled(page);
    await page.evaluate(() => {
        globalThis.pressed = 0;
        addEventListener('pointerdown', () => (globalThis.pressed += 1), true);
    });
    await page.locator('[name=name]').focus();
    await page.keyboard.type('night_shift');
    await page.keyboard.press('Tab');
    await page.keyboard.type('Night shift');
    for (const hours of ['', '', '22:00-06:00', '22:00-06:00']) {
        await page.keyboard.press('Tab');
        if (hours !== '') {
            await page.keyboard.press('Control+A');
            await page.keyboard.type(hours);
        }
    }
    await page.keyboard.press('Enter');
    await page.waitForURL(`${desk.base}/calendars/night_shift`);
    await checks.seen('a new one is made without a mouse', page.getByRole('row', { name: /Mon.*22:00-06:00/ }));
    checks.equal('indeed without', await page.evaluate(() => globalThis.pressed), 0);
}

function others_only_look(browser, desk, checks) {
    return as_person(browser, desk, 'helena', async (page) => {
        await page.goto(`${desk.base}/calendars/hospital_hours`);
        await page.getByRole('heading', { name: 'Versions' }).waitFor();
        checks.equal('who is no administrator is offered no change', await page.getByRole('link', { name: 'Change' }).count(), 0);
    });
}
