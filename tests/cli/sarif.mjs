// What `reeve check --sarif` prints has the shape of SARIF 2.1.0, wherever the folder lies: node sarif.mjs BINARY
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { check, finish } from './tally.mjs';

const binary = resolve(process.argv[2]);
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const Ajv = require('ajv/dist/2020').default;
const addFormats = require('ajv-formats').default;
const ajv = new Ajv({ allErrors: true });
addFormats(ajv);
const fits = ajv.compile(JSON.parse(readFileSync(new URL('sarif.schema.json', import.meta.url), 'utf8')));

const place = mkdtempSync(join(tmpdir(), 'sarif-'));

// Checks the folder from `from`; what it prints must fit.
function sarif_of(folder, from) {
    const ran = spawnSync(binary, ['check', '--sarif', folder], { cwd: from, encoding: 'utf8' });
    const said = JSON.parse(ran.stdout);
    check(fits(said), `${folder}: ${ajv.errorsText(fits.errors)}`);
    const again = spawnSync(binary, ['check', '--sarif', folder], { cwd: from, encoding: 'utf8' });
    check(again.stdout === ran.stdout, `${folder} says the same each time`);
    return said.runs[0].results;
}

function uris_of(results) {
    return new Set(results.flatMap((one) => one.locations).map((one) => one.physicalLocation.artifactLocation.uri));
}

const board = fileURLToPath(new URL('../rehearsals/board/', import.meta.url));
const text = readFileSync(board + 'process.yaml', 'utf8');
const demo = readFileSync(board + 'demo.yaml', 'utf8');
const folder = join(place, 'Café: 100% #1?', 'board');
mkdirSync(folder, { recursive: true });

// Findings with ways, and one about demo.yaml.
writeFileSync(join(folder, 'process.yaml'), text.replace("state == 'built' && approval('cab') == 'none'", "state == 'built'"));
writeFileSync(join(folder, 'demo.yaml'), demo.replace('roles: [caller]', 'roles: [builder]'));
const relative = sarif_of('Café: 100% #1?/board', place);
check(relative.some((one) => one.codeFlows), 'a finding has a way');
check(relative.some((one) => one.locations[0].physicalLocation.artifactLocation.uri.endsWith('demo.yaml')), 'demo.yaml is told of');
const inside = 'Caf%C3%A9%3A%20100%25%20%231%3F/board/';
check([...uris_of(relative)].every((uri) => uri.startsWith(inside)), `relative: ${[...uris_of(relative)].join(' ')}`);
const whole = sarif_of(folder, '/');
const first = new URL([...uris_of(whole)].find((uri) => uri.endsWith('process.yaml')));
check(fileURLToPath(first) === join(folder, 'process.yaml'), `whole: ${first}`);

// Mistakes that end the reading.
writeFileSync(join(folder, 'process.yaml'), text.replace('kind: change', 'kid: change'));
const mistaken = sarif_of(folder, '/');
check(mistaken.length > 0 && mistaken.every((one) => one.ruleId === 'mistake'), 'mistakes are told too');
check(sarif_of(fileURLToPath(new URL('../rehearsals/guarded/', import.meta.url)), '/').length === 0, 'nothing is told of nothing');

rmSync(place, { recursive: true });
finish();
