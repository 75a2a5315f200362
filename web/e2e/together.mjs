// What takes a desk of its own, or more than one browser: `node e2e/together.mjs --binary FILE [NAME…]`, NAME being one
// of keyboard, queue, live, offline, process, solve, drafts, conflict, attachments, reports, imported, calendars, agreements,
// approvals, proof, recompute, move, trees, documents, beside, watch, words, forms; all of them where none is said. Drafts takes `--seeds N` (2),
// or `--seeds FROM-TO` to do those again. The last line is `N passed, N failed`.

import { parseArgs } from 'node:util';
import { agreements } from './agreements.mjs';
import { approvals } from './approvals.mjs';
import { attachments } from './attachments.mjs';
import { open_browser } from './browser.mjs';
import { calendars } from './calendars.mjs';
import { Checks } from './checks.mjs';
import { conflict } from './conflict.mjs';
import { open_desk } from './desk.mjs';
import { documents } from './documents.mjs';
import { drafts } from './drafts.mjs';
import { forms } from './forms.mjs';
import { imported } from './imported.mjs';
import { keyboard } from './keyboard.mjs';
import { live } from './live.mjs';
import { long_words } from './long_words.mjs';
import { MortalDesk } from './mortal_desk.mjs';
import { move } from './move.mjs';
import { offline } from './offline.mjs';
import { process_shown } from './process.mjs';
import { flags as beside_flags, beside, proof } from './proof.mjs';
import { queue } from './queue.mjs';
import { recompute } from './recompute.mjs';
import { reports } from './reports.mjs';
import { solve } from './solve.mjs';
import { flags as that_asks, trees } from './trees.mjs';
import { open_watching, watch } from './watch.mjs';

const { values: options, positionals } = parseArgs({
    options: { binary: { type: 'string' }, seeds: { type: 'string', default: '2' } },
    allowPositionals: true,
});
const desks = {
    keyboard: open_plain,
    queue: open_plain,
    live: open_mortal,
    offline: open_mortal,
    process: open_plain,
    solve: open_plain,
    drafts: open_mortal,
    conflict: open_plain,
    attachments: open_plain,
    reports: open_plain,
    imported: open_plain,
    calendars: open_plain,
    agreements: open_plain,
    approvals: open_plain,
    proof: open_plain,
    recompute: open_plain,
    move: open_plain,
    trees: () => open_desk({ ...options, flags: that_asks }),
    documents: () => open_desk({ ...options, flags: that_asks }),
    beside: () => open_desk({ ...options, flags: beside_flags }),
    watch: () => open_watching(options),
    words: open_plain,
    forms: open_plain,
};
const journeys = { keyboard, queue, live, offline, process: process_shown, solve, drafts, conflict, attachments, reports, imported, calendars, agreements, approvals, proof, recompute, move, trees, documents, beside, watch, words: long_words, forms };
/** A desk that goes away, and answers that say no, are what some of these are about. */
const provoked = {
    keyboard: [/status of 422/],
    queue: [],
    live: [/Failed to load resource: net::ERR_/, /status of 401/, /occurred when fetching the script/],
    process: [],
    drafts: [/Failed to load resource: (net::ERR_|.* status of 40[14])/, /ERR_/, /error occurred when fetching the script/],
    solve: [/status of 422/],
    conflict: [/status of 412/],
    attachments: [/Failed to load resource: (net::ERR_|.* status of 413)/],
    reports: [/status of (403|503)/],
    imported: [],
    calendars: [/status of 422/],
    agreements: [/status of 422/],
    approvals: [/status of 4(12|22)/],
    proof: [],
    recompute: [],
    move: [],
    trees: [],
    documents: [/status of 422/],
    beside: [],
    watch: [],
    words: [],
    forms: [],
    offline: [/Failed to load resource: (net::ERR_|.* status of (401|412))/, /ERR_FAILED/],
};

const checks = new Checks();
for (const name of positionals.length > 0 ? positionals : Object.keys(journeys)) {
    const desk = await desks[name]();
    const browser = await open_browser();
    browser.provoked.push(...provoked[name]);
    try {
        await journeys[name](browser, desk, checks, options);
    } catch (error) {
        checks.fail(`the journey ${name} goes on to its end`, error);
    } finally {
        await browser.close();
        await desk.stop();
    }
    checks.equal(`${name}: nothing else in the console`, browser.complaints, []);
}
checks.print();

function open_plain() {
    return open_desk(options);
}

function open_mortal() {
    return new MortalDesk(options.binary).open();
}
