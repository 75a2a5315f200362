// No typed text is ever lost: a person types into four places, and is interrupted again and again by what interrupts
// people. After each interruption every character must be where it was typed.

import { randomUUID } from 'node:crypto';
import { sign_in_by_api } from './desk.mjs';
import { Random } from './random.mjs';
import { Typist, places } from './typist.mjs';

const interruptions_each = 20;
const who = 'helena';

/** `desk` is a `MortalDesk`; `seeds` is how many, or `FROM-TO` to do those again. */
export async function drafts(browser, desk, checks, { seeds }) {
    const [, from, to] = /^(\d+)-(\d+)$/.exec(seeds) ?? [null, 1, seeds];
    for (let seed = Number(from); seed <= Number(to); seed += 1) {
        const log = [];
        try {
            const loss = await interrupted(browser, desk, new Random(seed), log);
            checks.equal(`seed ${seed}: no character is lost`, loss, null);
        } catch (error) {
            checks.fail(`seed ${seed}: the typing goes on, after ${log.join(', ')}`, error);
        }
    }
}

async function interrupted(browser, desk, random, log) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    const other = await browser.newContext();
    context.setDefaultTimeout(30_000);
    try {
        await Promise.all([sign_in_by_api(context, desk, who), sign_in_by_api(other, desk, 'ivo')]);
        const number = await new_issue(context, desk);
        const typist = new Typist(context, desk.base, number, random);
        await typist.open_tab();
        const scene = { typist, context, desk, random, writes: () => write(other, desk, number) };
        for (let round = 0; round < interruptions_each; round += 1) {
            const name = random.one_of(Object.keys(interruptions));
            await typist.go_to(random.one_of(places));
            log.push(`${name} in ${typist.place}`);
            await typist.type();
            // Now and then the desk has it before, most often it has not.
            await typist.page.waitForTimeout(random.one_of([0, 0, 0, 50, 400, 3_200]));
            await interruptions[name](scene);
            const loss = await typist.loss();
            if (loss !== null) {
                return `after ${log.join(', ')}: ${loss}`;
            }
        }
        return null;
    } finally {
        await Promise.all([context.close(), other.close()]);
    }
}

const interruptions = {
    async reload({ typist }) {
        await typist.page.reload();
    },

    async tab_closed({ typist }) {
        await typist.page.close();
        await typist.open_tab();
    },

    async signed_out({ typist, desk }) {
        const { page } = typist;
        if ((await page.getByRole('dialog').count()) > 0) {
            await page.keyboard.press('Escape');
        }
        await page.locator('.account summary').click();
        await page.getByRole('button', { name: 'Sign out' }).first().click();
        await sign_in(page, desk);
        await page.locator('[data-row]').first().waitFor();
        await typist.go_to(typist.place);
    },

    /** At the desk only: the page finds out by its next call. */
    async session_ended({ typist, context, desk }) {
        const { page } = typist;
        const answer = await context.request.delete(`${desk.base}/api/v1/session`, { headers: { Origin: desk.base } });
        if (!answer.ok()) {
            throw new Error(`the session cannot be ended: ${await answer.text()}`);
        }
        await page.keyboard.press('Shift');
        const dialog = page.getByRole('dialog', { name: 'Sign in again' });
        await dialog.waitFor();
        await sign_in(dialog, desk);
        await dialog.waitFor({ state: 'detached' });
    },

    async another_writes({ typist, writes }) {
        await Promise.all([writes(), typist.type()]);
    },

    async offline({ typist, context }) {
        await context.setOffline(true);
        await typist.type();
        await context.setOffline(false);
    },

    async killed({ typist, desk, random }) {
        await desk.kill();
        await typist.type();
        await typist.page.waitForTimeout(random.one_of([0, 500]));
        await desk.start();
    },

    async killed_and_reloaded({ typist, desk }) {
        await desk.kill();
        await typist.type();
        await desk.start();
        await typist.page.reload();
    },

    async away({ typist }) {
        const { page } = typist;
        if ((await page.getByRole('dialog').count()) > 0) {
            await page.keyboard.press('Escape');
        }
        await page.locator('a[href="/"]').first().click();
        await page.locator('[data-row]').first().waitFor();
        await page.goBack();
    },
};

async function sign_in(within, desk) {
    const { name, password } = desk.person(who);
    await within.getByLabel('Name').fill(name);
    await within.getByLabel('Password').fill(password);
    await within.getByRole('button', { name: 'Sign in' }).click();
}

/** One that nobody typed on, and no draft of a new one: each seed begins with nothing. */
async function new_issue(context, desk) {
    const headers = { 'Idempotency-Key': randomUUID(), Origin: desk.base };
    const fields = { urgency: 'job_stopped', impact: 'single_user' };
    const data = { type: 'epts-support/issue', title: 'The line breaks now and then', reporter: 'jose', fields };
    await context.request.delete(`${desk.base}/api/v1/drafts/new/epts-support.issue`, { headers });
    const answer = await context.request.post(`${desk.base}/api/v1/records`, { headers, data });
    const said = await answer.json();
    if (!answer.ok()) {
        throw new Error(`nothing can be logged: ${JSON.stringify(said)}`);
    }
    return (said.record ?? said).number;
}

async function write(context, desk, number) {
    const answer = await context.request.post(`${desk.base}/api/v1/records/${number}/comments`, {
        headers: { 'Idempotency-Key': randomUUID() },
        data: { text: 'Written by another meanwhile', audience: 'internal' },
    });
    if (!answer.ok()) {
        throw new Error(`${number} cannot be written on: ${await answer.text()}`);
    }
}
