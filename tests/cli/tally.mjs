// Counts what holds and what does not; the last line is what the tests of the project are counted by.
let passed = 0;
let failed = 0;

export function check(holds, what) {
    if (holds) passed += 1;
    else failed += 1;
    if (!holds) console.log(`not so: ${what}`);
}

export function finish() {
    console.log(`${passed} passed, ${failed} failed`);
    process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
}
