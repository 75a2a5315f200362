// A process shown: both that are shipped and one of forty states, with and without a record, by the keyboard, on paper.

import { readFile } from 'node:fs/promises';
import { sign_in_by_api } from './desk.mjs';
import { settled } from './settled.mjs';

export async function process_shown(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 1280, height: 900 }, timezoneId: 'Africa/Maputo' });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'helena');
        const page = await context.newPage();
        await list_leads_to_a_type(page, desk, checks);
        await picture_and_list_say_the_same(page, desk, checks);
        await a_step_lights_its_way(page, desk, checks);
        await tables_speak_in_titles(page, desk, checks);
        await a_record_stands_in_it(page, desk, checks);
        await it_prints(page, desk, checks);
        await forty_states_are_readable(browser, desk, checks);
        await roles_are_a_matrix(page, desk, checks);
        await versions_stand_side_by_side(page, desk, checks);
        await what_is_owed_and_asked_is_shown(page, desk, checks);
        await what_follows_by_itself_is_shown(page, desk, checks);
        await who_gets_it_and_where_is_shown(page, desk, checks);
        await an_address_leads_to_its_part(page, desk, checks);
    } finally {
        await context.close();
    }
}

async function open(page, desk, path, ready = 'main svg') {
    await page.goto(desk.base + path);
    await page.locator(ready).first().waitFor();
    await settled(page);
}

async function list_leads_to_a_type(page, desk, checks) {
    await open(page, desk, '/process', 'main .list li');
    checks.equal('the shipped processes are listed', (await page.locator('main .list > li').count()) >= 2, true);
    await page.getByRole('link', { name: 'Tiered support', exact: true }).click();
    await checks.seen('a process tells who may do what', page.getByRole('heading', { name: 'Who may do what' }));
    await page.locator('main ul.types a').first().click();
    await checks.seen('a type shows its steps', page.getByRole('heading', { name: 'Steps', exact: true }));
    await open(page, desk, '/process/nothing', 'main:not([aria-busy=true]) h1');
    checks.equal('an unknown process is told', await page.locator('main h1').innerText(), 'There is no such process here.');
}

async function picture_and_list_say_the_same(page, desk, checks) {
    for (const path of ['/process/epts-support/issue', '/process/epts-support/visit', '/process/itil-starter/incident']) {
        await open(page, desk, path);
        const drawn = await page.locator('svg [data-step]').evaluateAll((all) => [...new Set(all.map((each) => each.dataset.step))].sort());
        const listed = await page.locator('[data-list-step]').evaluateAll((all) => all.map((each) => each.dataset.listStep).sort());
        checks.equal(`${path}: each step of the picture is in the list, and no other`, listed, drawn);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        checks.equal(`${path}: nothing to scroll sideways but the boxes`, Math.max(0, overflow), 0);
    }
}

async function a_step_lights_its_way(page, desk, checks) {
    await open(page, desk, '/process/epts-support/issue');
    const button = page.locator('[data-list-step="working.resolve"]');
    await button.focus();
    checks.equal('a focused step is lit in the picture', await page.locator('svg .way.lit').getAttribute('data-step'), 'working.resolve');
    checks.equal('and in sight there', await in_box(page, 'svg .label.lit'), true);
    await page.keyboard.press('Tab');
    const next = await page.evaluate(() => document.activeElement.dataset.listStep);
    checks.equal('Tab leads to the next step', await page.locator('svg .lit[data-step]').first().getAttribute('data-step'), next);
    await page.locator('svg .label[data-step="waiting.lapse"]').click();
    const focused = await page.evaluate(() => document.activeElement.dataset.listStep);
    checks.equal('a way picked in the picture leads to its step', focused, 'waiting.lapse');
    await page.locator('.box').focus();
    await page.keyboard.press('End');
    checks.equal('the picture scrolls by keys', await page.evaluate(() => document.activeElement.className.includes('box')), true);
    const hidden = () => page.locator('.box').evaluate((box) => [box.scrollWidth > box.clientWidth, box.scrollHeight > box.clientHeight]);
    checks.equal('a large picture is wider than its place', (await hidden())[0], true);
    await page.getByRole('button', { name: 'Show the whole picture' }).press('Enter');
    checks.equal('all of it can be shown at once', await hidden(), [false, false]);
    await page.getByRole('button', { name: 'Show it in full size' }).press('Enter');
    checks.equal('and in full size again', (await hidden())[0], true);
}

function in_box(page, selector) {
    return page.evaluate((wanted) => {
        const part = document.querySelector(wanted).getBoundingClientRect();
        const box = document.querySelector('.box').getBoundingClientRect();
        return part.top >= box.top && part.bottom <= box.bottom && part.left >= box.left && part.right <= box.right;
    }, selector);
}

async function tables_speak_in_titles(page, desk, checks) {
    await open(page, desk, '/process/epts-support/issue');
    const priority = page.locator('#table-priority');
    await checks.seen('a table has the titles of fields', priority.getByRole('columnheader', { name: 'Urgency' }));
    await checks.seen('and of values', priority.getByText('any but Single user').first());
    await checks.seen('lengths of time are in words', page.locator('#table-targets').getByText('1 working day').first());
    await checks.seen('a clock says that an agreement may set its limit', page.getByText('Where there is an agreement (service level), its limit and its calendar.'));
    await checks.seen('or that there is none without one', page.getByText('As an agreement (contract) says, in its calendar;'));
    await checks.seen('and who may see it', page.getByText('The parties to its agreement.'));
    await checks.seen('a clock says what happens at its end', page.getByText('The desk does “Escalate”.'));
    await checks.seen('a rule says what it answers', page.getByText('answers S9'));
    const matrix = page.locator('#who');
    await checks.seen('the matrix says who may', matrix.getByRole('row', { name: /^Acknowledge/ }).getByText('Holding').first());
    await checks.seen('and what they see', matrix.getByRole('row', { name: /^Sees/ }).getByText('Own records').first());
}

async function a_record_stands_in_it(page, desk, checks) {
    await open(page, desk, '/?state=working', 'tbody a');
    await page.locator('tbody a').first().click();
    const number = decodeURIComponent(new URL(await page.waitForURL(/\/t\//).then(() => page.url())).pathname.split('/').at(-1));
    await page.getByRole('link', { name: 'Show in the process' }).click();
    await page.locator('svg .state.now').waitFor();
    await settled(page);
    checks.equal('the record’s state is lit', await page.locator('svg .state.now text.title').innerHTML(), 'In work');
    checks.equal('and in sight', await in_box(page, 'svg .state.now'), true);
    checks.equal('by a word too', await page.locator('svg text.now').innerHTML(), 'It is here now');
    await checks.seen('the way that it went is marked', page.locator('svg .way.gone[data-step=".log"]'));
    await checks.seen('and told in the list', page.getByText('Taken once').first());
    const next = page.locator('li', { has: page.locator('[data-list-step^="working."]') });
    checks.equal('each step from here says whether it is possible', await next.locator('.yes, .no').count(), await next.count());
    await checks.seen('the row that fits is lit', page.locator('#table-priority tr.fits').getByText(`Fits ${number} now`));
    await page.getByRole('link', { name: number, exact: true }).last().click();
    await page.waitForURL(new RegExp(`/t/${number}$`));
    checks.pass('a link leads back to the record');
}

async function it_prints(page, desk, checks) {
    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await open(page, desk, '/process/epts-support/issue');
    const paper = await page.evaluate(() => {
        const [ink, ground] = ['text.title', '.frame'].map((each) => getComputedStyle(document.querySelector(`svg ${each}`)).fill);
        return { ink, ground, rail: getComputedStyle(document.querySelector('.rail')).display };
    });
    checks.equal('on paper it is black on white, without the rail', paper, { ink: 'rgb(0, 0, 0)', ground: 'rgb(255, 255, 255)', rail: 'none' });
    const pdf = (await page.pdf({ preferCSSPageSize: true })).toString('latin1');
    const [, width, height] = /\/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]/.exec(pdf) ?? [];
    checks.equal('the sheet is A4, lying', [Math.round(width), Math.round(height)], [842, 595]);
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
}

/** A process made for this alone: forty states in a row, with leaps and ways back. */
function forty_states() {
    const states = Array.from({ length: 40 }, (_, at) => `      state_${at}: { ${at === 0 ? 'open: true, start: true' : at === 39 ? 'end: true' : 'open: true'} }`);
    const acts = Array.from({ length: 39 }, (_, at) => `      go_${at}: { from: state_${at}, to: state_${at + 1}, by: agent, title: Go on from step ${at} }`);
    const leaps = [3, 11, 19, 27].map((at) => `      leap_${at}: { from: state_${at}, to: state_${at + 6}, by: agent }`);
    const back = [8, 16, 24, 32].map((at) => `      back_${at}: { from: state_${at}, to: state_${at - 5}, by: agent }`);
    return `process: forty
version: 1
roles:
  caller: { is: reporter, sees: own }
  agent: {}
records:
  thing:
    kind: task
    number: "FORTY-{seq:3}"
    fields:
      note: { text: short }
    states:
${states.join('\n')}
    custody: { holders: [agent], first: "'agent'" }
    acts:
      log: { to: state_0, by: [caller, agent], form: [title] }
${[...acts, ...leaps, ...back].join('\n')}
`;
}

async function forty_states_are_readable(browser, desk, checks) {
    const context = await browser.newContext({ viewport: { width: 360, height: 740 } });
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, 'graca');
        const headers = { 'Idempotency-Key': 'forty-states', Origin: desk.base };
        const data = { id: 'forty', files: { 'process.yaml': forty_states() } };
        const installed = await context.request.post(`${desk.base}/api/v1/processes`, { headers, data });
        checks.equal('a process of forty states is installed', installed.ok() ? 'yes' : await installed.text(), 'yes');
        const activate = { headers: { ...headers, 'Idempotency-Key': 'forty-active' }, data: { version: 1 } };
        await context.request.post(`${desk.base}/api/v1/processes/forty/activate`, activate);
        const page = await context.newPage();
        await open(page, desk, '/process/forty/thing');
        checks.equal('it shows them all', await page.locator('svg .state').count(), 40);
        checks.equal('in letters that can be read', await page.evaluate(() => {
            const svg = document.querySelector('.box svg');
            return svg.getBoundingClientRect().width >= Number(svg.getAttribute('width')) * 0.9;
        }), true);
        checks.equal('what is larger than its box opens at the start', await in_box(page, 'svg .start'), true);
        await page.locator('[data-list-step="state_38.go_38"]').focus();
        checks.equal('and leads to the last of them', await in_box(page, 'svg .label.lit'), true);
        const overflow = await page.evaluate(() => document.documentElement.scrollWidth - innerWidth);
        checks.equal('forty states stay within their box on a phone', Math.max(0, overflow), 0);
    } finally {
        await context.close();
    }
}

async function roles_are_a_matrix(page, desk, checks) {
    await open(page, desk, '/process/itil-starter', '#who table');
    const matrix = page.locator('#who');
    const heads = await matrix.locator('thead th').allInnerTexts();
    const cell = (act, role) => matrix.getByRole('row', { name: act }).first().locator('td').nth(heads.indexOf(role)).innerText();
    checks.equal('a mark and a word say that a role may', (await cell(/^Log an incident/, 'Caller')).replace(/\s/g, ''), '●May');
    checks.equal('that it may while it holds the record', (await cell(/^Hand back/, 'Service desk')).replace(/\s/g, ''), '◐Holding');
    checks.equal('or never', await cell(/^Hand back/, 'Caller'), '–');
    await matrix.locator('.wide').focus();
    await page.keyboard.press('End');
    checks.equal('the matrix scrolls by keys within its box', await page.evaluate(() => document.documentElement.scrollWidth > innerWidth), false);
    await page.locator('#rules h3 a').first().focus();
    await page.keyboard.press('Enter');
    await page.locator('main svg').first().waitFor();
    checks.equal('a rule leads to those of its type', await page.evaluate(() => [location.hash, document.activeElement.textContent]), ['#rules', 'Rules']);
}

function text_of(folder) {
    return readFile(new URL(`../../${folder}/process.yaml`, import.meta.url), 'utf8');
}

/** Puts that version in use, as an administrator does. */
async function activate(page, desk, id, version) {
    const context = await page.context().browser().newContext();
    try {
        await sign_in_by_api(context, desk, 'graca');
        const headers = { 'Idempotency-Key': `activate-${id}-${version}`, Origin: desk.base };
        await context.request.post(`${desk.base}/api/v1/processes/${id}/activate`, { headers, data: { version } });
    } finally {
        await context.close();
    }
}

/** A version that is installed, and not in use yet. 'yes', or why it is not. */
async function install(page, desk, id, text) {
    const context = await page.context().browser().newContext();
    try {
        await sign_in_by_api(context, desk, 'graca');
        const headers = { 'Idempotency-Key': `install-${id}`, Origin: desk.base };
        const data = { id, files: { 'process.yaml': text } };
        const answer = await context.request.post(`${desk.base}/api/v1/processes`, { headers, data, timeout: 60_000 });
        return answer.ok() ? 'yes' : await answer.text();
    } finally {
        await context.close();
    }
}

async function versions_stand_side_by_side(page, desk, checks) {
    await open(page, desk, '/process/epts-support?view=versions', '[data-versions=done]');
    await checks.seen('of one version it says that there is no other', page.getByText('There is no other version to hold it against.'));
    const second = (await text_of('processes/epts-support')).replace('version: 1', 'version: 2').replace('min: 20', 'min: 40');
    checks.equal('another version is installed', await install(page, desk, 'epts-support', second), 'yes');
    await open(page, desk, '/process/epts-support', 'main .types a');
    await page.getByRole('link', { name: 'Versions', exact: true }).focus();
    await page.keyboard.press('Enter');
    const changed = page.locator('[data-versions=done] section[aria-label=Issue] li').filter({ hasText: "Need 'solution' of act 'resolve'" });
    await changed.waitFor();
    checks.equal('what is other stands under its type, with its mark', await changed.locator('.mark').innerText(), '~');
    const number = await changed.locator('.records a').first().innerText();
    await changed.locator('.records a').first().focus();
    await page.keyboard.press('Enter');
    await page.waitForURL((url) => url.pathname === `/t/${number}`);
    checks.pass('an open record that it concerns is a link');
    await page.goBack();
    await page.getByRole('combobox', { name: 'From' }).selectOption('2');
    await page.getByRole('combobox', { name: 'To' }).selectOption('1');
    await page.waitForURL(/from=2&to=1/);
    await checks.seen('they can be held the other way round', changed);
    await open(page, desk, '/process/epts-support?version=2', 'main .types a');
    await checks.seen('a version that is not in use says so', page.getByText('This is version 2. New records begin with another one:'));
    await open(page, desk, '/process/epts-support', 'main .types a');
    await page.locator('button.state[data-live=live]').waitFor();
    await activate(page, desk, 'epts-support', 2);
    await checks.seen('a version that comes in use is shown without a reload', page.locator('main').getByText(/^Version 2 ·/));
}

async function what_is_owed_and_asked_is_shown(page, desk, checks) {
    checks.equal('a process with questions and checklists is installed', await install(page, desk, 'owed', await text_of('tests/rehearsals/owed')), 'yes');
    await open(page, desk, '/process/owed/watch?version=1', '#checklists');
    const step = (text) => page.locator('#checklists li').filter({ hasText: text });
    await checks.seen('a step says by when it is due', step('Copy').getByText('Planner · Due: 2 h'));
    await checks.seen('and what it needs', step('Copy').getByText('How much was copied is written down.'));
    await checks.seen('or at which field’s instant', step('Tell the day shift').getByText('Due: Told'));
    await open(page, desk, '/process/owed?version=1', '#trees');
    const asked = page.locator('#trees li').filter({ hasText: 'Where was it tried?' }).locator('li').filter({ hasText: 'Test' });
    checks.equal('under each answer stands the next question, and what comes out', (await asked.innerText()).replace(/\s+/g, ' '), 'Test → Size: Minor, Hours: 4, Wait: 1 working day');
    await open(page, desk, '/process/owed/release?version=1', '#checklists');
    const copy = page.locator('#checklists li').filter({ hasText: 'Copy' });
    await checks.seen('a checklist has its steps, and who ticks them', copy.getByText('Planner or Tester'));
    await checks.seen('a step says where it is owed, and by what', copy.getByText("A fix is copied by itself. size != 'fix'"));
    await checks.seen('what must be together has its owner', page.locator('#dossiers').getByText('Planner sees to it.'));
    await checks.seen('what other processes see is told', page.locator('#outside').getByRole('row', { name: 'There Live' }));
}

async function what_follows_by_itself_is_shown(page, desk, checks) {
    checks.equal('a process in which much follows by itself is installed', await install(page, desk, 'automatic', await text_of('tests/rehearsals/automatic')), 'yes');
    await open(page, desk, '/process/automatic/release?version=1');
    const words = async (part) => (await page.locator(part).innerText()).replaceAll(/\s+/g, ' ');
    const follows = await words('#by_itself');
    checks.equal('what entering and leaving a state causes', /On entering Work Sets Begun: now On leaving Work Sets Rounds: round/.test(follows), true);
    checks.equal('what a condition that comes to hold causes', /When this comes to hold: reach == 'chain' Sets Known to the chain: true Tells people: Chained\./.test(follows), true);
    checks.equal('how many at most, by which key, counted where', /Majors There is one release for the chain in a year\. At most one with the same: Year\. Counted where reach == 'chain'/.test(await words('#limits')), true);
    checks.equal('who is told what', /Chained \{record\.number\} reaches the chain: \{record\.title\} Told: Head of releases, whoever holds it\./.test(await words('#notices')), true);
    const step = (name) => page.locator('#steps li', { has: page.locator(`[data-list-step="${name}"]`) });
    await checks.seen('when the desk does an act by itself', step('coding.test').getByText('The desk does it as soon as this holds: links.tasks.size() > 0'));
    await checks.seen('how long a state must last first', step('ready.go_live').getByText('Only once the state has lasted 1 day.'));
    await checks.seen('what becomes of what somebody else logs', step('.log').getByText('From anybody else the desk takes it with “Turn away”.'));
    await checks.seen('and in which state another lies', page.locator('#steps h3', { hasText: 'From Coding' }).getByText('in Work'));
    await open(page, desk, '/process/automatic?version=1', '#notices');
    checks.pass('the whole process tells its notices too');
}

async function who_gets_it_and_where_is_shown(page, desk, checks) {
    await open(page, desk, '/process/itil-starter/change');
    const rework = page.locator('#steps li', { has: page.locator('[data-list-step$=".refer"]') }).first();
    await checks.seen('an act says in words to whom it hands over by a field', rework.getByText(/^Specialist where “Group” is given; else: Change manager$/));
    await checks.seen('and which team gets it', rework.getByText('To the team in “Group”.'));
    await checks.seen('a link says how it is seen from its other end', page.locator('#links').getByText(/Seen from there: /).first());
    await open(page, desk, '/process/itil-starter/request');
    await page.locator('#steps').getByRole('link', { name: 'Whom the table “Catalogue” says' }).first().click();
    await page.waitForURL(/#table-catalogue$/);
    checks.pass('by a table it leads there');
    await open(page, desk, '/process/epts-support', '#who table');
    await checks.seen('a role that is had at a place alone says so', page.locator('#who').getByRole('row', { name: /^Only for the organisation in/ }).getByText('Facility'));
    await open(page, desk, '/process/owed/obligation?version=1');
    await checks.seen('what is no longer asked for has its way', page.locator('#steps [data-list-step$=".put_aside"]').getByText(/^No longer asked for by /));
    checks.equal('in the picture too', (await page.locator('svg .way[data-step$=".put_aside"]').count()) > 0, true);
}

async function an_address_leads_to_its_part(page, desk, checks) {
    const there = () => page.evaluate(() => {
        const { top } = document.querySelector(location.hash || 'h1').getBoundingClientRect();
        return top >= 0 && top < innerHeight && scrollY > 0;
    });
    await open(page, desk, '/process/epts-support/issue#rules', '#rules');
    checks.equal('an address with a part opens at that part', await there(), true);
    checks.equal('and keys go on from its heading', await page.evaluate(() => document.activeElement.textContent), 'Rules');
    await page.locator('nav.parts a[href="#fields"]').click();
    await page.waitForURL(/#fields$/);
    checks.equal('the list of parts leads to each', await there(), true);
    await page.goBack();
    await page.waitForURL(/#rules$/);
    await settled(page);
    checks.equal('and the way back to the one before', await there(), true);
}
