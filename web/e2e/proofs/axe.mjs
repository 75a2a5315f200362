// What axe finds against WCAG 2.2 A and AA, EN 301 549 and Section 508.

import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';

const source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'EN-301-549', 'section508'];

/** One sentence for each violation on the page as it is. */
export async function axe_violations(page) {
    await page.evaluate(source);
    return page.evaluate(async (values) => {
        const found = await globalThis.axe.run(document, { runOnly: { type: 'tag', values }, resultTypes: ['violations'] });
        return found.violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.target).join(' | ')}`);
    }, tags);
}
