// Question trees walked in the page by keys alone: forth and back, what comes of the answers, and where they are told.

import { fileURLToPath } from 'node:url';
import { with_hands } from './hands.mjs';
import { fits, overflow_px } from './proofs/fit.mjs';
import { settled } from './settled.mjs';

/** A desk with the process that asks: `open_desk` takes them. */
export const flags = ['--process', fileURLToPath(new URL('../../tests/rehearsals/owed', import.meta.url))];

const looks = { wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } };
const tree = '[data-tree=triage]';

/** `desk` as `open_desk` gives it, with those `flags`. */
export async function trees(browser, desk, checks) {
    for (const [look, viewport] of Object.entries(looks)) {
        const by = (name, work) => with_hands(browser, desk, name, (hands) => work(hands, checks, look), { viewport, timezoneId: 'Africa/Maputo' });
        const number = await by('carla', a_caller_is_asked);
        await by('bo', (hands) => it_came_to_bo(hands, checks, look, number));
        await by('ada', an_act_asks);
        const night = await by('ada', (hands) => a_step_is_due(hands, desk, checks, look));
        await by('bo', (hands) => a_step_takes_a_document(hands, checks, look, night));
    }
}

/** By when a step of a checklist is to be ticked, and what it still needs, stands beside it. */
async function a_step_is_due({ page }, desk, checks, look) {
    const send = async (path, data) => {
        const headers = { 'Idempotency-Key': `${look}${path}`, Origin: desk.base };
        return (await page.context().request.post(`${desk.base}/api/v1/records${path}`, { headers, data })).json();
    };
    const { number } = await send('', { type: 'owed/watch', title: 'The night' });
    await page.goto(`${desk.base}/t/${number}`);
    const steps = page.locator('[data-checklist=night] li');
    await steps.first().waitFor();
    const said = (await steps.allInnerTexts()).map((text) => text.replaceAll(/\s+/g, ' ').trim());
    checks.equal(`${look}: a step says what it needs and by when it is due`, /^Copy How much was copied is written down\. Due .+\.$/.test(said[0]), true);
    checks.equal(`${look}: one whose turn it is not is not due yet`, said.slice(1).some((text) => text.includes('Due')), false);
    checks.equal(`${look}, a checklist: nothing to scroll sideways`, await overflow_px(page), 0);
    await send(`/${number}/acts/measure`, { fields: { volume: 3 } });
    await send(`/${number}/acts/tick`, { fields: { checklist: 'night', step: 'copy' } });
    return number;
}

/** What a step lacks but a document can come with the tick, from a form like that of any act; and so can a comment. */
async function a_step_takes_a_document(hands, checks, look, number) {
    const { page } = hands;
    const opener = '[data-checklist=night] [data-step=read]';
    const open = async () => {
        await hands.open(`/t/${number}`, opener);
        await hands.tab_to(opener);
        await hands.press('Enter');
        await page.getByRole('dialog').locator('form').waitFor();
        await settled(page);
    };
    await open();
    checks.equal(`${look}: a step that is not in turn offers nothing`, await page.locator('[data-step=tell]').count(), 0);
    await checks.seen(`${look}: the form of a tick says what is lacking`, page.getByRole('dialog').getByText('The log of the reading lies there.'));
    await fits(page, checks, `${look}, a tick with more`);
    await page.locator('dialog input[type=file]').first().setInputFiles({ name: 'reading.log', mimeType: 'text/plain', buffer: Buffer.from('read') });
    await hands.tab_to('dialog [name=comment]');
    await hands.type('Read back, nothing lost.');
    // Its size alone stands there once the desk has all of it.
    await page.getByRole('dialog').getByText('4 B', { exact: true }).waitFor();
    await open();
    checks.equal(`${look}: what was typed for a step outlasts a reload`, await page.locator('dialog [name=comment]').inputValue(), 'Read back, nothing lost.');
    await hands.tab_to('dialog button[type=submit]');
    await hands.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    checks.equal(`${look}: it is ticked`, await page.getByRole('checkbox', { name: 'Read it back' }).isChecked(), true);
    await checks.seen(`${look}: with what was said`, page.locator('li.entry', { hasText: 'Read back, nothing lost.' }).first());
    await checks.seen(`${look}: and the document`, page.locator('.related').getByText('reading.log'));
}

/** What stands in the box of the questions: those answered, with their answers, and the one that is asked. */
function standing(page) {
    return page.locator(tree).evaluate((box) => {
        const text = (element) => element.textContent.replaceAll(/\s+/g, ' ').trim();
        const said = [...box.querySelectorAll('.said li .pair')].map(text);
        return { said, asked: box.querySelector('.ask')?.textContent ?? null, focused: document.activeElement.textContent.trim() };
    });
}

async function answer(hands, ...words) {
    for (const word of words) {
        await hands.page.locator(`${tree} .answers button`).first().waitFor();
        for (let tries = 0; (await hands.focused((element) => element.textContent.trim())) !== word; tries += 1) {
            if (tries > 10) {
                throw new Error(`no answer “${word}”`);
            }
            await hands.press('Tab');
        }
        await hands.press('Enter');
    }
}

const first = 'Does anything change for those who use it?';
const second = 'Where was it tried?';

/** Logging: the answers decide what is asked next and who has it first; a changed answer changes both. */
async function a_caller_is_asked(hands, checks, look) {
    const { page } = hands;
    await hands.open('/new/owed/ticket', tree);
    const ahead = page.locator('section.card').filter({ hasText: 'What the desk makes of it' });
    await ahead.getByText('First with').waitFor();
    const comes_to = (holder) => checks.seen(`${look}: it would come to: ${holder}`, ahead.getByText(holder, { exact: true }));
    checks.equal(`${look}: what has no priority is promised none`, await ahead.getByText('Priority').count(), 0);
    await hands.tab_to('[name=title]');
    await hands.type(`The figures differ, ${look}`);
    checks.equal(`${look}: one question is asked`, await standing(page).then(({ said, asked }) => ({ said, asked })), { said: [], asked: first });
    await hands.press('Tab');
    await answer(hands, 'Yes');
    checks.equal(`${look}: the answer leads to the next question, whose first answer has the focus`, await standing(page), {
        said: [`${first} Yes`],
        asked: second,
        focused: 'Test',
    });
    await fits(page, checks, `${look}, amid the questions`);
    await hands.tab_to('main form button[type=submit]');
    await hands.press('Enter');
    await checks.seen(`${look}: it is not sent with a question open`, page.locator(tree).getByText('One question is still open: answer it, or go back.'));
    checks.equal(`${look}: and one is led to it`, await hands.focused((element) => element.textContent.trim()), 'Test');
    await answer(hands, 'Acceptance');
    await checks.seen(`${look}: the last answer ends it`, page.locator(tree).getByText('That was the last question.'));
    await comes_to('Tester');
    await page.reload();
    await page.locator(`${tree} .said`).waitFor();
    checks.equal(`${look}: answers outlast a reload`, (await standing(page)).said, [`${first} Yes`, `${second} Acceptance`]);
    await hands.tab_to(`${tree} .back`);
    await hands.press('Enter');
    await answer(hands, 'Test');
    await comes_to('Planner');
    await hands.tab_to(`${tree} .said li:first-child button`);
    await hands.press('Enter');
    checks.equal(`${look}: an earlier answer is taken back with what followed from it`, await standing(page).then(({ said, asked }) => ({ said, asked })), { said: [], asked: first });
    await answer(hands, 'No');
    checks.equal(`${look}: the other answer needs no more`, (await standing(page)).said, [`${first} No`]);
    await hands.press('Enter');
    await answer(hands, 'Yes', 'Acceptance');
    await hands.tab_to('main form button[type=submit]');
    await hands.press('Enter');
    await page.waitForURL(/\/t\/TIC-/);
    return decodeURIComponent(new URL(page.url()).pathname.split('/').at(-1));
}

function pairs(page) {
    const card = page.locator('section.card', { has: page.getByRole('heading', { name: 'How large is it?' }) });
    return card.locator('dl').evaluate((list) => [...list.children].map((each) => each.textContent.trim()));
}

/** Whoever it was sent to by its answers sees them. */
async function it_came_to_bo(hands, checks, look, number) {
    await hands.open(`/t/${number}`, 'li.entry');
    checks.equal(`${look}: the record shows what was asked and answered`, await pairs(hands.page), [first, 'Yes', second, 'Acceptance']);
    await checks.seen(`${look}: its answers sent it to those who may finish it`, hands.page.locator('.acts button[data-act=done]'));
    await fits(hands.page, checks, `${look}, a record with answers`);
}

/** An act asks: what comes out fills a field. */
async function an_act_asks(hands, checks, look) {
    const { page } = hands;
    await hands.open('/new/owed/release', 'main form');
    await hands.tab_to('[name=title]');
    await hands.type(`Release, ${look}`);
    await hands.tab_to('main form button[type=submit]');
    await hands.press('Enter');
    await page.locator('.acts button[data-act=assess]').waitFor();
    await hands.tab_to('button[data-act=assess]');
    await hands.press('Enter');
    await page.locator(`dialog ${tree}`).waitFor();
    await settled(page);
    await hands.tab_to(`${tree} .answers button`);
    await answer(hands, 'Yes', 'Test');
    await fits(page, checks, `${look}, questions of an act`);
    await hands.tab_to('dialog button[type=submit]');
    await hands.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await checks.seen(`${look}: the history tells that it was asked`, page.getByText('Questions answered: How large is it?'));
    checks.equal(`${look}: and the record what was said`, await pairs(page), [first, 'Yes', second, 'Test']);
    await checks.seen(`${look}: what came out is in its field`, page.locator('aside, main').getByText('Minor', { exact: true }));
}
