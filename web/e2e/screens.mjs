// Every screen of the page, one line each: pictures are taken of all of them, and whatever must hold of a screen is
// tried on all of them. A new screen gets its line here.
//
// `name` names the picture; `as` who looks at it (nobody: signed out); `path` where it is, or a function of the desk's
// records by title; `ready` what is there once it is complete (`ready_ms`: when that takes long);
// `then` what a person does to come to it from there; `dialog` that it lies over another screen, so that its
// picture is of what is in sight alone.

import { sign_in_by_api } from './desk.mjs';
import { import_history } from './history.mjs';
import { found_out_ms } from './proof.mjs';
import { settled } from './settled.mjs';
import { log_time } from './time_worked.mjs';

const in_process = (words) => (number_of) => `/process/epts-support/issue?record=${number_of(words)}`;
const record = (words) => (number_of) => `/t/${number_of(words)}`;

export const screens = [
    { name: 'sign-in', as: null, path: '/', ready: 'input[type=password]' },
    { name: 'queue', path: '/', ready: 'tbody tr', dialog: true },
    { name: 'queue-mine', path: '/?assignee=me', ready: 'main:not([aria-busy=true]) h1' },
    { name: 'queue-filters', path: '/?holder=tier_2&priority=High&sort=updated', ready: 'main .chip.on' },
    { name: 'queue-filter-menu', path: '/', ready: 'tbody tr', then: add_filter, dialog: true },
    { name: 'queue-empty', path: '/?q=nothing-is-called-so', ready: 'main .empty' },
    { name: 'account', path: '/', ready: 'tbody tr', then: open_account, dialog: true },
    { name: 'delegate', as: 'karin', path: '/', ready: 'main:not([aria-busy=true]) h1', then: open_delegate, dialog: true },
    { name: 'delegate-of-others', as: 'graca', path: '/', ready: 'main:not([aria-busy=true]) h1', then: open_delegate, dialog: true },
    { name: 'queue-view', path: '/?assignee=none', ready: 'main:not([aria-busy=true]) h1' },
    { name: 'overview', path: '/overview', ready: 'main:not([aria-busy=true]) .figure' },
    // With the imported records, of which a figure is long.
    { name: 'flow', path: () => '/reports/flow', ready: 'main .cards' },
    { name: 'flow-empty', path: '/reports/flow?from=2001-01-01&to=2001-02-01', ready: 'main .empty' },
    { name: 'flow-records', path: '/reports/flow', ready: 'main .cards', then: open_figure },
    { name: 'conformance', path: '/reports/conformance', ready: 'main .cards' },
    { name: 'custody', path: '/reports/custody', ready: 'main .cards' },
    { name: 'hours', path: () => '/reports/hours', ready: 'main :is(.cards, .empty)', then: have_time_logged },
    { name: 'hours-empty', path: '/reports/hours?from=2001-01-01&to=2001-02-01', ready: 'main .empty' },
    { name: 'record', path: record('Monthly report stops'), ready: 'li.entry' },
    { name: 'record-late', path: record('Printer prints the forms'), ready: 'li.entry' },
    { name: 'record-resolved', path: record('Password refused'), ready: 'li.entry' },
    { name: 'record-of-reporter', as: 'jose', path: record('Monthly report stops'), ready: 'li.entry' },
    { name: 'record-imported', path: record('The stock report counts twice'), ready: 'li.entry' },
    { name: 'record-custody', path: record('Monthly report stops'), ready: 'li.entry', then: unfold_custody },
    { name: 'clock-chain', path: record('Monthly report stops'), ready: 'li.entry', then: open_chain, dialog: true },
    { name: 'record-to-vote', as: 'karin', path: '/t/REQ-000001', ready: '#approvals form' },
    { name: 'record-unknown', path: '/t/NONE-1', ready: 'main:not([aria-busy=true]) h1' },
    { name: 'act', path: record('Two patients'), ready: '.acts button[data-act]', then: open_act, dialog: true },
    { name: 'log-choice', path: '/new', ready: 'main form, main ul a' },
    { name: 'log', path: '/new/epts-support/issue', ready: 'main form' },
    { name: 'log-of-reporter', as: 'jose', path: '/new/epts-support/issue', ready: 'main form' },
    { name: 'palette', path: '/', ready: 'tbody tr', then: open_palette, dialog: true },
    { name: 'palette-record', path: record('Two patients'), ready: 'li.entry', then: open_palette, dialog: true },
    { name: 'palette-found', path: record('Two patients'), ready: 'li.entry', then: find_by_words, dialog: true },
    { name: 'connection', path: '/', ready: 'tbody tr', then: open_connection, dialog: true },
    { name: 'shortcuts', path: '/', ready: 'tbody tr', then: open_shortcuts, dialog: true },
    { name: 'processes', path: '/process', ready: 'main .list li' },
    { name: 'process', path: '/process/epts-support', ready: 'main .types li' },
    { name: 'process-proof', path: '/process/epts-support?view=proof', ready: '[data-proof=done]', ready_ms: found_out_ms },
    { name: 'process-versions', path: '/process/epts-support?view=versions', ready: '[data-versions=done]' },
    { name: 'process-type', path: '/process/epts-support/issue', ready: 'main svg' },
    { name: 'process-starter', path: '/process/itil-starter/incident', ready: 'main svg' },
    { name: 'process-of-record', path: in_process('Monthly report stops'), ready: 'main .here' },
    { name: 'process-unknown', path: '/process/nothing', ready: 'main:not([aria-busy=true]) h1' },
    { name: 'calendars', path: '/calendars', ready: 'main .card' },
    { name: 'calendar', path: '/calendars/hospital_hours', ready: 'main .card' },
    { name: 'calendar-edit', as: 'graca', path: '/calendars/hospital_hours?edit', ready: 'main form' },
    { name: 'calendar-new', as: 'graca', path: '/calendars?add', ready: 'main form' },
    { name: 'calendar-tried', as: 'graca', path: '/calendars/facility_hours?edit', ready: 'main form', then: try_it },
    { name: 'agreements', path: '/agreements', ready: 'main .card' },
    { name: 'agreement', path: '/agreements/namaacha_service', ready: 'main .card' },
    { name: 'agreement-edit', as: 'graca', path: '/agreements/namaacha_service?edit', ready: 'main form' },
    { name: 'agreement-new', as: 'graca', path: '/agreements?add', ready: 'main form' },
    { name: 'no-page', path: '/nowhere/at/all', ready: 'main h1' },
];

/** What the table itself provokes: the console tells of each answer that is no. */
export const provoked = [/status of 404 .*\/records\/NONE-1/];

/** What people set their screens to. */
export const looks = [
    { name: 'wide', width: 1280, height: 860, colorScheme: 'light' },
    { name: 'dark', width: 1280, height: 860, colorScheme: 'dark' },
    { name: 'phone', width: 360, height: 740, colorScheme: 'light' },
    { name: 'phone-dark', width: 360, height: 740, colorScheme: 'dark' },
    { name: 'forced', width: 1280, height: 860, forcedColors: 'active' },
    { name: 'phone-forced', width: 360, height: 740, forcedColors: 'active' },
];

/** A page of the browser in which each screen can be shown, one after another, to whoever looks at it. */
export class Viewer {
    #browser;
    #desk;
    #options;
    #contexts = new Map();
    #numbers = null;
    #watch;
    #watched = new Map();

    constructor(browser, desk, look, options = {}) {
        const { width, height, colorScheme, forcedColors } = look;
        const media = { ...(colorScheme && { colorScheme }), ...(forcedColors && { forcedColors }) };
        this.#browser = browser;
        this.#desk = desk;
        this.#options = { viewport: { width, height }, timezoneId: 'Africa/Maputo', locale: 'en-GB', ...media, ...options };
    }

    /** The page at that screen, complete and at rest. `watch` is given each context before anything is loaded in it. */
    async show(screen, { watch } = {}) {
        this.#watch = watch;
        const page = await this.#page_of(screen.as === undefined ? 'helena' : screen.as);
        await page.goto('about:blank');
        const path = typeof screen.path === 'function' ? screen.path(await this.#number_of()) : screen.path;
        await page.goto(this.#desk.base + path);
        await page.locator(screen.ready).first().waitFor({ timeout: screen.ready_ms });
        await settled(page);
        if (screen.then) {
            await screen.then(page);
            await settled(page);
        }
        return page;
    }

    /** What `watch` gave for the context of that page. */
    watched(page) {
        return this.#watched.get(page.context());
    }

    async close() {
        await Promise.all([...this.#contexts.values()].map((page) => page.context().close()));
        this.#contexts.clear();
    }

    async #page_of(person) {
        if (!this.#contexts.has(person)) {
            const context = await this.#browser.newContext(this.#options);
            this.#watched.set(context, this.#watch?.(context));
            if (person !== null) {
                await sign_in_by_api(context, this.#desk, person);
            }
            this.#contexts.set(person, await context.newPage());
        }
        return this.#contexts.get(person);
    }

    async #number_of() {
        this.#numbers ??= await import_history(this.#desk).then(() => numbers_by_title(this.#desk));
        return (words) => {
            const [, number] = this.#numbers.find(([title]) => title.includes(words)) ?? [];
            if (number === undefined) {
                throw new Error(`the desk has no record called “${words}”`);
            }
            return encodeURIComponent(number);
        };
    }
}

async function numbers_by_title(desk) {
    const call = async (path, init) => (await fetch(`${desk.base}/api/v1${path}`, init)).json();
    const { name, password } = desk.person('helena');
    const headers = { 'Content-Type': 'application/json' };
    const { token } = await call('/session', { method: 'POST', headers, body: JSON.stringify({ name, password, token: true }) });
    const found = await call('/records?limit=200', { headers: { Authorization: `Bearer ${token}` } });
    return found.items.map(({ title, number }) => [title, number]);
}

async function open_account(page) {
    await page.locator('.account summary').click();
}

async function open_delegate(page) {
    await open_account(page);
    await page.locator('.account [aria-haspopup=dialog]').first().click();
    await page.getByRole('dialog').locator('form').waitFor();
}

async function open_act(page) {
    await page.locator('.acts button[data-act]').first().click();
    await page.getByRole('dialog').waitFor();
}

async function unfold_custody(page) {
    await page.locator('.custody summary').click();
}

/** Once, by whoever looks; then the report is looked at again. */
async function have_time_logged(page) {
    const { origin } = new URL(page.url());
    for (const [at, minutes] of [35, 150, 1_200].entries()) {
        await log_time(page, origin, at, { minutes }, `hours-${at}`);
    }
    await page.reload();
    await page.locator('main .cards').waitFor();
}

async function open_chain(page) {
    await page.locator('.clocks .chain').click();
    await page.getByRole('dialog').locator('section').first().waitFor();
}

async function try_it(page) {
    await page.locator('[data-try]').click();
    await page.locator('.tally').waitFor();
}

async function open_figure(page) {
    await page.locator('main .card [data-figure]').first().click();
    await page.locator('main tbody tr').first().waitFor();
}

async function open_palette(page) {
    await page.keyboard.press('Control+K');
    await page.getByRole('dialog').waitFor();
}

async function find_by_words(page) {
    await open_palette(page);
    await page.keyboard.type('re');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
}

async function add_filter(page) {
    await page.locator('main .chip.add').click();
    await page.getByRole('dialog').waitFor();
}

async function open_shortcuts(page) {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
}

async function open_connection(page) {
    await page.locator('button.state').click();
    await page.locator('.tray').waitFor();
}
