// Prints the people of a demonstration, one to a line: what one can sign in as.
import { readFileSync } from 'node:fs';

const demo = JSON.parse(readFileSync(process.argv[2], 'utf8'));
const people = Array.isArray(demo) ? demo : demo.people;
const columns = ['name', 'password', 'title', 'organisation', 'roles'];
const shown = columns.filter((column) => people.some((person) => person[column] !== undefined));
const text = (value) => (Array.isArray(value) ? value.join(', ') : String(value ?? ''));
const width = (column) => Math.max(column.length, ...people.map((person) => text(person[column]).length));
const widths = shown.map(width);
const row = (cells) => cells.map((cell, i) => cell.padEnd(widths[i])).join('  ').trimEnd();
console.log('\nYou can sign in as:\n' + row(shown));
for (const person of people) console.log(row(shown.map((column) => text(person[column]))));
console.log('');
