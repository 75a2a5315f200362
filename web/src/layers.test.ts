import { readFileSync, readdirSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';
import { expect, it } from 'vitest';

// Arrows point one way: routes → features → ui, words, api; ui → words. Only routes call the desk.
const may_import: Record<string, string[]> = {
    routes: ['routes', 'features', 'ui', 'words', 'api'],
    features: ['features', 'ui', 'words', 'api'],
    ui: ['ui', 'words'],
    words: ['words'],
    api: ['api'],
};
const calls_the_desk = ['api/desk', 'api/call'];

const src = new URL('.', import.meta.url);
const files = readdirSync(src, { recursive: true, encoding: 'utf8' }).filter(
    (path) => /\.(ts|svelte)$/.test(path) && path.includes('/') && !path.endsWith('.test.ts'),
);

it.each(files)('%s imports only what lies below it', (path) => {
    const layer = path.split('/')[0] ?? '';
    const text = readFileSync(new URL(path, src), 'utf8');
    const imported = [...text.matchAll(/(?:from|import\() ?'(\.[^']+)'/g)].map(([, to = '']) =>
        normalize(join(dirname(path), to)),
    );
    for (const to of imported) {
        const wanted = to.split('/')[0]?.replace(/\..*$/, '') ?? '';
        expect(may_import[layer], `${path} → ${to}`).toContain(wanted);
        if (layer !== 'routes' && layer !== 'api') {
            expect(calls_the_desk, `${path} → ${to}`).not.toContain(to);
        }
    }
});
