// Runs every scenario file against desks of its own and closes with `N passed, N failed`.
import { readdirSync } from 'node:fs';
import { Desk } from './desk.mjs';
import { answersSeen } from './described.mjs';

const binary = process.argv[2];
const only = process.argv[3] ?? '';
if (!binary) {
  console.error('usage: run.mjs BINARY [FILE]');
  process.exit(2);
}

let passed = 0;
let failed = 0;
const files = readdirSync(new URL('.', import.meta.url)).filter((file) => file.endsWith('.scenarios.mjs') && file.includes(only));
for (const file of files.sort()) {
  const { scenarios, options = {} } = await import('./' + file);
  const desk = await Desk.start(binary, options);
  try {
    for (const [name, run] of Object.entries(scenarios)) {
      try {
        await run(desk);
        ++passed;
      } catch (error) {
        ++failed;
        console.log(`FAILED ${file}: ${name}\n  ${error.stack}`);
      }
    }
  } finally {
    await desk.stop();
  }
}
console.log(`${answersSeen.size} kinds of answer seen, each as described`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
