// Prints the people of a demonstration, one to a line: what one can sign in as.
import { readFileSync } from 'node:fs';

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const head = ['name', 'password', 'who', 'organisation', 'roles'];
const rows = demo.people.map((person) => [
    person.name,
    person.password,
    person.display ?? '',
    person.organisation ?? '',
    [...(person.roles ?? []), ...(person.administrator ? ['administrator'] : [])].join(', '),
]);
const widths = head.map((_, i) => Math.max(...[head, ...rows].map((row) => row[i].length)));
const line = (row) => row.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd();
console.log(['', 'You can sign in as:', ...[head, ...rows].map(line), ''].join('\n'));
