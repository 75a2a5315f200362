// What speaks for a process: what exploring it shows, how its rehearsals end, and what of the requirements they show.

import { fileURLToPath } from 'node:url';
import { as_person } from './desk.mjs';
import { tab_to } from './hands.mjs';
import { fits } from './proofs/fit.mjs';
import { settled } from './settled.mjs';

/** Exploring a shipped process and playing its rehearsals takes a while on a small machine. */
export const found_out_ms = 240_000;

export async function proof(browser, desk, checks) {
    await shown_as_rehearsal(browser, desk, checks);
    await as_person(browser, desk, 'helena', async (page) => {
        await page.goto(`${desk.base}/process/epts-support`);
        await page.getByRole('link', { name: 'Proof', exact: true }).focus();
        await page.keyboard.press('Enter');
        await page.locator('[data-proof=done]').waitFor({ timeout: found_out_ms });
        await settled(page);
        await checks.seen('exploring a shipped process finds nothing', page.getByText('Nothing found.'));
        await checks.seen('all its rehearsals pass', page.getByText(/^\s*\d+ passed\.\s*$/));
        const first = page.locator('main summary').first();
        await first.focus();
        await page.keyboard.press('Enter');
        await checks.seen('a rehearsal unfolds to its steps', page.locator('main details[open] ol li').first());
        await checks.seen('with what was asked and held', page.locator('main details[open] .held').first());
        const row = page.getByRole('row', { name: /^S9 / });
        await checks.seen('a row of the requirements names its rules', row.getByRole('link', { name: 'Issue: Nothing lost' }));
        await checks.seen('and the rehearsals that show it', row.getByText('passed').first());
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        checks.equal('nothing to scroll sideways', Math.max(0, overflow), 0);
    });
}

const folder = (name) => ['--process', fileURLToPath(new URL(`../../tests/rehearsals/beside/${name}`, import.meta.url))];
/** A desk with two processes whose records are linked: `open_desk` takes them. */
export const flags = [...folder('tickets'), ...folder('releases')];

/** A rehearsal that needs another process is played with the one that is in use. */
export async function beside(browser, desk, checks) {
    for (const viewport of [{ width: 1280, height: 900 }, { width: 390, height: 844 }]) {
        await as_person(
            browser,
            desk,
            'ada',
            async (page) => {
                const look = `${viewport.width} px`;
                await page.goto(`${desk.base}/process/tickets?view=proof`);
                await page.locator('[data-proof=done]').waitFor({ timeout: found_out_ms });
                await settled(page);
                await checks.seen(`${look}: it passes`, page.getByText(/^\s*1 passed\.\s*$/));
                await tab_to(page, 'main [data-proof] li summary');
                await page.keyboard.press('Enter');
                await checks.seen(`${look}: with its steps in both processes`, page.locator('main details[open] li', { hasText: 'go_live on B' }));
                await checks.seen(`${look}: it says what it was played with`, page.locator('main details[open]').getByText('Together with releases.'));
                await checks.seen(`${look}: and how it plays elsewhere`, page.getByText('reeve rehearse --beside releases tickets/rehearsals/*.yaml'));
                await fits(page, checks, look);
            },
            { viewport },
        );
    }
}

/** No process with an error is installed, so the desk's answer is made up. */
export async function shown_as_rehearsal(browser, desk, checks) {
    const rehearsal = 'rehearsal: The rule can be broken\nsteps:\n  - { as: helena, act: finish, on: A, refused: 422 }\n';
    const place = { file: 'process.yaml', line: 7, column: 3 };
    const finding = { id: 'rule_broken:issue.rules.noted.finish', severity: 'error', ...place, sentence: 'It can be broken.', way: ['finish'], rehearsal };
    const json = { state: 'done', types: [], problems: [], findings: [finding], demo: 'people: {}\n' };
    await as_person(browser, desk, 'helena', async (page) => {
        await page.route('**/findings?*', (route) => route.fulfill({ json }));
        await page.context().grantPermissions(['clipboard-read', 'clipboard-write']);
        await page.goto(`${desk.base}/process/epts-support?view=proof`);
        await page.getByText('The steps as a rehearsal').focus();
        await page.keyboard.press('Enter');
        await checks.seen('the way of an error unfolds as a rehearsal', page.locator('details[open] pre', { hasText: 'refused: 422' }));
        await page.getByRole('button', { name: 'copy', exact: true }).first().press('Enter');
        await checks.seen('that it was copied is said', page.getByText('Copied.').first());
        checks.equal('it is copied as it stands', await page.evaluate(() => navigator.clipboard.readText()), rehearsal);
        await checks.seen('and who plays it is there', page.getByText('Who plays these rehearsals'));
    });
}
