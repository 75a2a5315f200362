// Files that go with a text: by picker, drop and paste, small where they are photos, and whole however the line breaks.

import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { sign_in_by_api } from './desk.mjs';

/** `desk` as `open_desk` gives it. */
export async function attachments(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 1000 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(15_000);
    try {
        await sign_in_by_api(context, desk, 'ivo');
        const record = await find_record(context, desk);
        const page = await context.newPage();
        await page.goto(`${desk.base}/t/${record.number}`);
        await page.locator('.compose textarea').waitFor();
        await page.locator('button.state[data-live=live]').waitFor();
        await pick_drop_and_paste(page, checks);
        await photo_is_made_smaller(page, checks);
        await too_large_is_told(page, checks);
        const bytes = await upload_outlives_a_broken_line(page, context, checks);
        await file_stands_in_the_timeline(page, checks, 'internal', 'big.bin', bytes);
        await reporter_sees_no_internal_file(browser, desk, record, page, checks);
    } finally {
        await context.close();
    }
}

/** One whose reporter can sign in. */
async function find_record(context, desk) {
    const { items } = await (await context.request.get(`${desk.base}/api/v1/records?limit=50`)).json();
    for (const { number } of items) {
        const record = await (await context.request.get(`${desk.base}/api/v1/records/${number}`)).json();
        const reporter = desk.people.find((each) => each.display === record.reporter?.name);
        const may_note = record.acts.some((each) => each.name === 'comment' && each.allowed);
        if (may_note && reporter && ['martine', 'jose', 'andre', 'tomas', 'janice'].includes(reporter.name)) {
            return { number, reporter: reporter.name };
        }
    }
    throw new Error('the demonstration has no record with a reporter who signs in');
}

function going(page, name) {
    return page.locator('.compose li').filter({ hasText: name });
}

async function taken_out(page, name) {
    await page.getByRole('button', { name: `Remove ${name}` }).click();
    await going(page, name).waitFor({ state: 'detached' });
}

function picked(page, file) {
    return page.locator('.compose input[type=file]').first().setInputFiles(file);
}

async function pick_drop_and_paste(page, checks) {
    await picked(page, { name: 'picked.txt', mimeType: 'text/plain', buffer: Buffer.from('picked') });
    await checks.seen('a picked file is named, with its size', going(page, 'picked.txt').getByText('6 B', { exact: true }));
    for (const [event, name] of [['drop', 'dropped.txt'], ['paste', 'pasted.txt']]) {
        await page.locator('.compose textarea').evaluate(
            (box, [what, called]) => {
                const data = new DataTransfer();
                data.items.add(new File([called], called, { type: 'text/plain' }));
                const made = what === 'drop'
                    ? new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true })
                    : new ClipboardEvent('paste', { clipboardData: data, bubbles: true, cancelable: true });
                box.dispatchEvent(made);
            },
            [event, name],
        );
        await checks.seen(`a file comes by ${event}`, going(page, name).getByText(/\d B$/));
    }
    for (const name of ['picked.txt', 'dropped.txt', 'pasted.txt']) {
        await taken_out(page, name);
    }
    checks.equal('each can be taken out before it is sent', await page.locator('.compose .end li').count(), 0);
}

/** A picture as a camera makes it: large, and with much in it. */
async function photo_is_made_smaller(page, checks) {
    const picture = await page.evaluate(async () => {
        const canvas = new OffscreenCanvas(2000, 1500);
        const context = canvas.getContext('2d');
        for (let x = 0; x < 2000; x += 8) {
            for (let y = 0; y < 1500; y += 8) {
                context.fillStyle = `hsl(${(x * y) % 360} 60% ${30 + ((x ^ y) % 40)}%)`;
                context.fillRect(x, y, 8, 8);
            }
        }
        const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.95 });
        return [...new Uint8Array(await blob.arrayBuffer())];
    });
    checks.equal('the photo is large', picture.length > 300_000, true);
    await picked(page, { name: 'screen.jpeg', mimeType: 'image/jpeg', buffer: Buffer.from(picture) });
    const row = going(page, 'screen.jpg');
    await checks.seen('a photo goes smaller, and its original may be sent', row.getByRole('button', { name: /^Send the original/ }));
    const size = (await row.locator('.small').first().innerText()).trim();
    checks.equal(`it is much smaller (${size})`, /KB$/.test(size) && parseFloat(size) <= 150, true);
    await row.getByRole('button', { name: /^Send the original/ }).click();
    await checks.seen('the original goes in its place', going(page, 'screen.jpeg').getByText(/KB|MB/));
    await going(page, 'screen.jpg').waitFor({ state: 'detached' });
    await page.locator('.compose progress').waitFor({ state: 'detached' });
    await taken_out(page, 'screen.jpeg');
}

async function too_large_is_told(page, checks) {
    await page.locator('.compose textarea').evaluate((box) => {
        const data = new DataTransfer();
        data.items.add(new File([new Uint8Array(26 * 1024 * 1024)], 'film.bin'));
        box.dispatchEvent(new DragEvent('drop', { dataTransfer: data, bubbles: true, cancelable: true }));
    });
    await checks.seen('a file over the limit is told, with the limit', going(page, 'film.bin').getByText(/at most 25 MB/));
    await taken_out(page, 'film.bin');
}

async function upload_outlives_a_broken_line(page, context, checks) {
    const bytes = randomBytes(3_000_000);
    const cdp = await context.newCDPSession(page);
    const network = (offline, rate) =>
        cdp.send('Network.emulateNetworkConditions', { offline, latency: 0, downloadThroughput: -1, uploadThroughput: rate });
    await cdp.send('Network.enable');
    await network(false, 400_000);
    await picked(page, { name: 'big.bin', mimeType: 'application/octet-stream', buffer: bytes });
    const progress = going(page, 'big.bin').locator('progress');
    await progress.waitFor();
    await page.waitForFunction(() => document.querySelector('.compose progress')?.value > 0);
    checks.pass('it is shown how far it is');
    await network(true, -1);
    await checks.seen('a broken line is waited for', going(page, 'big.bin').getByText('Waiting for the network'));
    const before = await progress.evaluate((element) => element.value);
    await page.locator('.compose textarea').fill('With a file that had a long way');
    await network(false, -1);
    await going(page, 'big.bin').getByText(/MB$/).waitFor({ timeout: 40_000 });
    await progress.waitFor({ state: 'detached', timeout: 40_000 });
    checks.equal('it goes on when the line is back, from where it was', before > 0 && before < bytes.length, true);
    await cdp.detach();
    return bytes;
}

async function file_stands_in_the_timeline(page, checks, audience, name, bytes) {
    await page.locator('button.state').getByText(/^Online$/).waitFor();
    await page.getByRole('button', { name: 'Add internal note' }).click();
    const link = page.locator(`li.entry.${audience} a.file`).filter({ hasText: name });
    await checks.seen('the file stands with its text', link);
    const [download] = await Promise.all([page.waitForEvent('download'), link.click()]);
    const came = await readFile(await download.path());
    checks.equal('it comes back by its name', download.suggestedFilename(), name);
    checks.equal('with the same bytes', came.equals(bytes), true);
}

async function reporter_sees_no_internal_file(browser, desk, { number, reporter }, page, checks) {
    const href = await page.locator('li.entry a.file').filter({ hasText: 'big.bin' }).getAttribute('href');
    const context = await browser.newContext({ timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, reporter);
        const other = await context.newPage();
        await other.goto(`${desk.base}/t/${number}`);
        await other.locator('li.entry').first().waitFor();
        checks.equal('the reporter sees no file of an internal note', await other.getByText('big.bin').count(), 0);
        const answer = await context.request.get(new URL(href, desk.base).href);
        checks.equal('and is not given it by its address', answer.status(), 404);
    } finally {
        await context.close();
    }
}
