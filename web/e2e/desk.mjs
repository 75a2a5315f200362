// A real desk with its demonstration, or one that is running already, and who can sign in to it.

import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/src/app/reeve', import.meta.url));
const memory = existsSync('/dev/shm') ? '/dev/shm' : tmpdir();

/**
 * The desk at `base`, whose people stand in the file `demo`; without `base` one of its own is started from `binary` in
 * a folder of its own, with `flags` added to its command line. `{base, people, person(name), stop()}`.
 */
export async function open_desk({ base, demo, binary = built, flags = [] } = {}) {
    if (base) {
        return desk_of(base, demo, async () => undefined);
    }
    const data = await mkdtemp(join(memory, 'reeve-page-'));
    const child = spawn(binary, ['serve', '--data', data, '--listen', '127.0.0.1:0', '--demo', ...flags], {
        stdio: ['ignore', 'pipe', 'inherit'],
    });
    const kill = () => child.kill('SIGKILL');
    process.once('exit', kill);
    const stop = async () => {
        const ended = new Promise((done) => child.once('exit', done));
        child.kill('SIGTERM');
        await ended;
        process.off('exit', kill);
        await rm(data, { recursive: true, force: true });
    };
    return desk_of(await address_told(child), join(data, 'demo.json'), stop);
}

async function desk_of(base, demo, stop) {
    const { people } = JSON.parse(await readFile(demo, 'utf8'));
    const person = (name) => {
        const found = people.find((each) => each.name === name);
        if (!found) {
            throw new Error(`nobody of ${demo} is called ${name}`);
        }
        return found;
    };
    return { base, people, person, stop };
}

/** The desk's first line is `listening ADDRESS`. */
function address_told(child) {
    return new Promise((resolve, reject) => {
        let said = '';
        child.stdout.on('data', (part) => {
            said += part;
            const [, address] = /^listening (\S+)\n/.exec(said) ?? [];
            if (address) {
                resolve(address);
            }
        });
        child.on('error', reject);
        child.on('exit', (code) => reject(new Error(`reeve ended with ${code}: ${said}`)));
    });
}

/** Signs the browser's context in by the API alone, so that any screen can be opened at once. */
export async function sign_in_by_api(context, desk, name) {
    const { password } = desk.person(name);
    const answer = await context.request.post(`${desk.base}/api/v1/session`, { data: { name, password } });
    if (!answer.ok()) {
        throw new Error(`${name} cannot sign in: ${await answer.text()}`);
    }
}

/** Runs `work` with a page of a context of its own in which that person is signed in. */
export async function as_person(browser, desk, name, work, options = {}) {
    const context = await browser.newContext(options);
    context.setDefaultTimeout(10_000);
    try {
        await sign_in_by_api(context, desk, name);
        return await work(await context.newPage());
    } finally {
        await context.close();
    }
}
