// A process while it is written: what is saved shows without a reload, and what is wrong with it where it is looked at.

import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { as_person, open_desk } from './desk.mjs';
import { settled } from './settled.mjs';

const written = fileURLToPath(new URL('../../tests/rehearsals/owed', import.meta.url));

/** A desk that watches a folder of its own; `process_file` is the process's there. */
export async function open_watching({ binary }) {
    const place = await mkdtemp(join(tmpdir(), 'reeve-written-'));
    const folder = join(place, 'owed');
    await cp(written, folder, { recursive: true });
    const desk = await open_desk({ binary, flags: ['--process', folder, '--watch'] });
    const stop = async () => {
        await desk.stop();
        await rm(place, { recursive: true, force: true });
    };
    return { ...desk, stop, process_file: join(folder, 'process.yaml') };
}

export function watch(browser, desk, checks) {
    const work = async (page) => {
        page.setDefaultTimeout(30_000);
        const sound = await readFile(desk.process_file, 'utf8');
        await page.goto(`${desk.base}/process/owed`);
        await page.locator('main .types li').first().waitFor();
        await settled(page);
        const fault = page.getByRole('status').filter({ hasText: 'What was saved last is not sound.' });
        checks.equal('nothing is wrong with what is in use', await fault.count(), 0);
        await writeFile(desk.process_file, sound.replace('to: live', 'to: lives'));
        await checks.seen('what is not sound is told on the page', fault.getByText('Version 1 stays in use until it is.'));
        await checks.seen('with its place', fault.getByText(/^process\.yaml:\d+:\d+: .*lives/));
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        checks.equal('nothing to scroll sideways', Math.max(0, overflow), 0);
        await writeFile(desk.process_file, sound.replace('title: What is owed', 'title: What is still owed'));
        await checks.seen('what is sound is shown without a reload', page.getByRole('heading', { level: 1, name: 'What is still owed' }));
        await fault.waitFor({ state: 'detached' });
        checks.pass('and nothing is wrong any more');
    };
    return as_person(browser, desk, 'ada', work, { viewport: { width: 360, height: 740 } });
}
