// Pictures of every screen, to look at: `node dev/look.mjs --base URL --demo FILE --out FOLDER [--person NAME]`.

import { mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { open_browser } from '../e2e/browser.mjs';

const { values: options } = parseArgs({
    options: {
        base: { type: 'string' },
        demo: { type: 'string' },
        out: { type: 'string' },
        person: { type: 'string', default: 'helena' },
        record: { type: 'string' },
    },
});
const { people } = JSON.parse(await readFile(options.demo, 'utf8'));
const person = people.find((each) => each.name === options.person) ?? people[0];
const looks = [
    { name: 'wide', width: 1280, height: 860, colorScheme: 'light' },
    { name: 'dark', width: 1280, height: 860, colorScheme: 'dark' },
    { name: 'phone', width: 360, height: 740, colorScheme: 'light' },
    { name: 'phone-dark', width: 360, height: 740, colorScheme: 'dark' },
];

await mkdir(options.out, { recursive: true });
const browser = await open_browser();
try {
    for (const { name, width, height, colorScheme } of looks) {
        const page = await browser.newPage({
            viewport: { width, height },
            colorScheme,
            timezoneId: 'Africa/Maputo',
            locale: 'en-GB',
        });
        const picture = (screen, fullPage = true) =>
            page.screenshot({ path: join(options.out, `${screen}-${name}.png`), fullPage });
        await page.goto(options.base);
        await page.getByLabel('Name').waitFor();
        await picture('sign-in');
        await page.getByLabel('Name').fill(person.name);
        await page.getByLabel('Password').fill(person.password);
        await page.getByRole('button', { name: 'Sign in' }).click();
        await page.locator('tbody tr').first().waitFor();
        await picture('queue', false);
        if (options.record) {
            await page.goto(`${options.base}/t/${options.record}`);
        } else {
            await page.locator('tbody a').nth(2).click();
        }
        await page.locator('li.entry').first().waitFor();
        await picture('record');
        const act = page.locator('.acts button[data-act]');
        if ((await act.count()) > 0) {
            await act.first().click();
            await page.getByRole('dialog').waitFor();
            await picture('act', false);
        }
        await page.goto(`${options.base}/new`);
        await page.locator('main form, main ul a').first().waitFor();
        await picture('log');
        await page.close();
    }
} finally {
    await browser.close();
}
