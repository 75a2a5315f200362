// Counts what holds and what does not, and says so.

import { isDeepStrictEqual } from 'node:util';

export class Checks {
    #passed = 0;
    #failed = 0;

    pass(name) {
        this.#passed += 1;
        console.log(`ok    ${name}`);
    }

    fail(name, why) {
        this.#failed += 1;
        console.log(`FAIL  ${name}: ${why}`);
    }

    equal(name, found, expected) {
        if (isDeepStrictEqual(found, expected)) {
            this.pass(name);
        } else {
            this.fail(name, `${JSON.stringify(found)} instead of ${JSON.stringify(expected)}`);
        }
    }

    /** The element comes into sight before the browser's time limit. */
    async seen(name, locator) {
        try {
            await locator.first().waitFor({ state: 'visible' });
            this.pass(name);
        } catch (error) {
            this.fail(name, String(error).split('\n')[0]);
        }
    }

    print() {
        console.log(`${this.#passed} passed, ${this.#failed} failed`);
        process.exitCode = this.#failed === 0 && this.#passed > 0 ? 0 : 1;
    }
}
