import { svelte } from '@sveltejs/vite-plugin-svelte';
import { defineConfig } from 'vitest/config';

// The server that `vite` alone (development with reload) passes API calls on to.
const desk = process.env['REEVE_DESK'] ?? 'http://127.0.0.1:8330';

export default defineConfig({
    plugins: [svelte({ compilerOptions: { runes: true } })],
    build: {
        target: ['chrome120', 'firefox125', 'safari17.4'],
        assetsDir: 'assets',
        // The content security policy allows no data: addresses, so nothing is inlined.
        assetsInlineLimit: 0,
        modulePreload: { polyfill: false },
        reportCompressedSize: false,
        emptyOutDir: true,
        rolldownOptions: { checks: { pluginTimings: false } },
    },
    server: { proxy: { '/api': desk } },
    test: {
        globalSetup: './tools/made_for_tests.mjs',
        include: ['src/**/*.test.ts', 'tools/*.test.mjs'],
        environment: 'node',
        isolate: false,
    },
});
