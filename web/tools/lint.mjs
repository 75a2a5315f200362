// Lints the page, and shows that each forbidden arrow between its layers is seen. `node tools/lint.mjs`; the last line is
// `N passed, N failed`, a file or an arrow being one case.

import { fileURLToPath } from 'node:url';
import { ESLint } from 'eslint';

const web = fileURLToPath(new URL('..', import.meta.url));

/** An import that each file must not have, and one that it may. */
const arrows = [
    { from: 'src/features/log/log_form.ts', not: '../../routes/context', may: '../../api/types' },
    { from: 'src/features/log/log_form.ts', not: '../../api/desk', may: '../processes/definitions' },
    { from: 'src/features/log/log_form.ts', not: '../../api/test_parts', may: '../../words/titles' },
    { from: 'src/ui/dialog.svelte', not: '../features/log/log_form', may: '../words' },
    { from: 'src/ui/dialog.svelte', not: '../api/types', may: '../words/time' },
    { from: 'src/words/titles.ts', not: '../ui/dot.svelte', may: './index' },
    { from: 'src/api/desk.ts', not: '../words', may: './call' },
];

const eslint = new ESLint({ cwd: web });
const results = await eslint.lintFiles(['.']);
console.log((await eslint.loadFormatter('stylish')).format(results));
const bad_files = results.filter((each) => each.errorCount + each.warningCount > 0).length;

let missed = 0;
for (const { from, not, may } of arrows) {
    const known = (await sees(from, `import '${not}';`)) && (await sees(from, `void import('${not}');`));
    if (!known || (await sees(from, `import '${may}';`))) {
        missed += 1;
        console.log(`${from}: an import of ${not} must be refused, and one of ${may} must not`);
    }
}
const failed = bad_files + missed;
console.log(`${results.length + arrows.length - failed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;

async function sees(from, line) {
    const text = from.endsWith('.svelte') ? `<script lang="ts">\n    ${line}\n</script>\n` : `${line}\n`;
    const [{ messages }] = await eslint.lintText(text, { filePath: `${web}${from}` });
    return messages.some(({ ruleId }) => ruleId?.startsWith('no-restricted'));
}
