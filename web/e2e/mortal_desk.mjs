// A desk that can be killed and started again at the same address, with what it had.

import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { existsSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const built = fileURLToPath(new URL('../../build/src/app/reeve', import.meta.url));

export class MortalDesk {
    base = '';
    people = [];
    /** Where its figures are, as Prometheus reads them. */
    metrics = '';
    #binary;
    #data = '';
    #child = null;
    #kill = () => this.#child?.kill('SIGKILL');

    constructor(binary = built) {
        this.#binary = binary;
    }

    async open() {
        this.#data = await mkdtemp(join(existsSync('/dev/shm') ? '/dev/shm' : tmpdir(), 'reeve-mortal-'));
        this.base = `http://127.0.0.1:${await free_port()}`;
        process.once('exit', this.#kill);
        await this.start(['--demo']);
        ({ people: this.people } = JSON.parse(await readFile(join(this.#data, 'demo.json'), 'utf8')));
        return this;
    }

    person(name) {
        return this.people.find((each) => each.name === name);
    }

    async start(flags = []) {
        const listen = new URL(this.base).host;
        const child = spawn(this.#binary, ['serve', '--data', this.#data, '--listen', listen, ...flags], {
            stdio: ['ignore', 'pipe', 'inherit'],
        });
        this.#child = child;
        let said = '';
        child.stdout.on('data', (part) => (said += part));
        while (!/^listening /m.test(said) || !/^metrics /m.test(said)) {
            await Promise.race([once(child.stdout, 'data'), once(child, 'exit').then(() => fail(said))]);
        }
        this.metrics = /^metrics (\S+)/m.exec(said)[1];
    }

    /** As a power cut does it. */
    async kill() {
        const ended = once(this.#child, 'exit');
        this.#child.kill('SIGKILL');
        await ended;
    }

    async stop() {
        if (this.#child.exitCode === null && this.#child.signalCode === null) {
            await this.kill();
        }
        process.off('exit', this.#kill);
        await rm(this.#data, { recursive: true, force: true });
    }
}

function fail(said) {
    throw new Error(`reeve ended: ${said}`);
}

async function free_port() {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    const { port } = server.address();
    server.close();
    await once(server, 'close');
    return port;
}
