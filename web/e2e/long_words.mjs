// Words longer than any that was thought of, in titles, names and texts: nothing is pushed out of the window by them.

import { randomUUID } from 'node:crypto';
import { as_person } from './desk.mjs';
import { cut_off_texts, overflow_px } from './proofs/fit.mjs';
import { settled } from './settled.mjs';

const long = 'Krankenhausinformationssystemadministratorin';
const process_file = `process: long
version: 1
title: ${long}smeldeverfahren
roles:
  caller: { is: reporter, sees: own }
  agent: { title: ${long}, reads_internal: true }
records:
  thing:
    kind: incident
    title: Medizinproduktezwischenfallsmeldung
    number: "LONG-{seq:3}"
    fields: { device: { text: short, title: ${long}snummer } }
    states:
      known: { open: true, start: true, title: ${long}skenntnisnahme }
      done: { end: true, title: Abgeschlossen }
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: known, by: [caller, agent, administrator], form: [title, device] }
      hand_on: { from: known, by: [agent, administrator], title: Der ${long}sarbeitsgruppe vorlegen, form: [device] }
      finish: { from: known, to: done, by: [agent, administrator], title: ${long}sabschluss }
`;

export async function long_words(browser, desk, checks) {
    await as_person(browser, desk, 'graca', (page) => install(page, desk));
    for (const [look, viewport] of Object.entries({ wide: { width: 1280, height: 900 }, phone: { width: 360, height: 740 } })) {
        await as_person(browser, desk, 'graca', (page) => look_at_them(page, desk, checks, look), { viewport });
    }
}

async function look_at_them(page, desk, checks, look) {
    const number = await logged(page, desk);
    const fits = async (where) => {
        await settled(page);
        checks.equal(`${look}, ${where}: nothing to scroll sideways`, await overflow_px(page), 0);
        checks.equal(`${look}, ${where}: no text is cut off`, await cut_off_texts(page), []);
        checks.equal(`${look}, ${where}: all of it lies in the window`, await page.evaluate(beyond_the_window), []);
    };
    await page.goto(`${desk.base}/t/${number}`);
    await page.locator('.acts button[data-act=hand_on]').waitFor();
    await fits('a record');
    await page.locator('.acts button[data-act=hand_on]').click();
    await page.getByRole('dialog').waitFor();
    await fits('an act');
    await page.goto(`${desk.base}/?process=long`);
    await page.locator(`[data-row="${number}"]`).waitFor();
    await fits('the queue');
}

/** In the page: cards and buttons of which a part lies beside the window, or beside the dialog that is open. */
function beyond_the_window() {
    const within = document.querySelector('dialog[open]') ?? document.querySelector('main');
    const right = within.getBoundingClientRect().right;
    const all = [...within.querySelectorAll('.card, .btn, h1, h2')].filter((each) => each.checkVisibility());
    return all.filter((each) => each.getBoundingClientRect().right > right + 1).map((each) => each.textContent.trim().slice(0, 40));
}

async function post(page, desk, path, data) {
    const headers = { Origin: desk.base, 'Idempotency-Key': randomUUID() };
    const answer = await page.request.post(`${desk.base}/api/v1${path}`, { headers, data, timeout: 60_000 });
    if (!answer.ok()) {
        throw new Error(`${path}: ${await answer.text()}`);
    }
    return answer.json();
}

async function install(page, desk) {
    await post(page, desk, '/processes', { id: 'long', files: { 'process.yaml': process_file } });
    await post(page, desk, '/processes/long/activate', { version: 1 });
}

async function logged(page, desk) {
    const title = `Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft${'x'.repeat(60)}`;
    const { number } = await post(page, desk, '/records', { type: 'long/thing', title, description: `${'a'.repeat(300)}\n`, fields: { device: 'W'.repeat(80) } });
    return number;
}
