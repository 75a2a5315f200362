// The exported BPMN is read by another tool without a warning: node bpmn.mjs BINARY PROCESS_FOLDER…
import { execFileSync } from 'node:child_process';
import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { check, finish } from './tally.mjs';

const [binary, ...folders] = process.argv.slice(2);
const require = createRequire(new URL('../../web/package.json', import.meta.url));
const { BpmnModdle } = await import(pathToFileURL(require.resolve('bpmn-moddle')).href);

for (const folder of folders) {
    const out = mkdtempSync(join(tmpdir(), 'bpmn-'));
    execFileSync(binary, ['process', 'bpmn', folder, out]);
    for (const file of readdirSync(out)) {
        const { rootElement, warnings, references } = await new BpmnModdle().fromXML(readFileSync(join(out, file), 'utf8'));
        check(warnings.length === 0, `${file}: ${warnings.map((one) => one.message).join('; ')}`);
        const [type] = rootElement.rootElements;
        const drawn = rootElement.diagrams[0].plane.planeElement;
        check(type.flowElements.length > 2, `${file} has elements`);
        check(drawn.length === type.flowElements.length, `${file}: every element is drawn`);
        check(references.every((one) => one.element), `${file}: every reference is one`);
        const flows = type.flowElements.filter((one) => one.$type === 'bpmn:SequenceFlow');
        check(flows.every((one) => one.sourceRef && one.targetRef), `${file}: every flow has both ends`);
        const timed = type.flowElements.filter((one) => one.$type === 'bpmn:BoundaryEvent');
        check(timed.every((one) => one.attachedToRef && one.eventDefinitions.length === 1), `${file}: timers stand on tasks`);
    }
    rmSync(out, { recursive: true });
}
finish();
