// What the compiler does not see: the layers, promises that nobody waits for, and what Svelte makes easy to get wrong.

import svelte from 'eslint-plugin-svelte';
import tseslint from 'typescript-eslint';
import svelte_config from './svelte.config.js';

/** Arrows point one way: routes → features → ui, words, api; ui → words. Only routes (and api itself) call the desk. */
const layers = {
    features: { not: ['routes'], calls: false },
    ui: { not: ['routes', 'features', 'api'], calls: false },
    words: { not: ['routes', 'features', 'ui', 'api'], calls: false },
    api: { not: ['routes', 'features', 'ui', 'words'], calls: true },
    routes: { not: [], calls: true },
};

function forbidden(regex, message) {
    return {
        'no-restricted-imports': ['error', { patterns: regex.map((each) => ({ regex: each, message })) }],
        'no-restricted-syntax': [
            'error',
            ...regex.map((each) => ({
                selector: `ImportExpression[source.value=/${each.replaceAll('/', '\\/')}/]`,
                message,
            })),
        ],
    };
}

function layer_rules([layer, { not, calls }]) {
    const above = not.map((other) => `^\\.[./]*/${other}(/|$)`);
    const desk = calls ? [] : ['/api/(desk|call)$'];
    return {
        files: [`src/${layer}/**/*.{ts,svelte}`],
        ignores: ['**/*.test.ts'],
        rules: forbidden(
            [...above, ...desk, '/test_parts$'],
            'routes → features → ui, words, api; only routes call the desk (web/README.md)',
        ),
    };
}

export default tseslint.config(
    { ignores: ['dist/', 'src/*/generated/', 'node_modules/'] },
    {
        files: ['src/**/*.{ts,svelte}'],
        extends: [tseslint.configs.recommendedTypeChecked],
        languageOptions: { parserOptions: { projectService: true, extraFileExtensions: ['.svelte'] } },
        linterOptions: { reportUnusedDisableDirectives: 'error' },
        rules: {
            '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_' }],
            '@typescript-eslint/switch-exhaustiveness-check': ['error', { considerDefaultExhaustiveForUnions: true }],
            // Handlers of events and attributes of components may be async; each says itself what it does on failure.
            '@typescript-eslint/no-misused-promises': ['error', { checksVoidReturn: false }],
            eqeqeq: ['error', 'always', { null: 'ignore' }],
            'no-console': 'error',
        },
    },
    svelte.configs.recommended,
    {
        files: ['src/**/*.svelte', 'src/**/*.svelte.ts'],
        languageOptions: { parserOptions: { parser: tseslint.parser, svelteConfig: svelte_config } },
        rules: {
            // What a component is made of is built anew, not changed in place; values cross by $state.raw.
            'svelte/prefer-svelte-reactivity': 'off',
            // Links are told from the desk's own addresses; there is no router to resolve them.
            'svelte/no-navigation-without-resolve': 'off',
            // {' '} keeps a space where the source breaks a line; what the compiler warns of is svelte-check's to say.
            'svelte/no-useless-mustaches': 'off',
            'svelte/no-unused-svelte-ignore': 'off',
            // The parser gives values of a template no types; svelte-check does.
            '@typescript-eslint/no-unsafe-argument': 'off',
            '@typescript-eslint/no-unsafe-assignment': 'off',
            '@typescript-eslint/no-unsafe-call': 'off',
            '@typescript-eslint/no-unsafe-member-access': 'off',
            '@typescript-eslint/no-unsafe-return': 'off',
        },
    },
    {
        files: ['**/*.{js,mjs}'],
        extends: [tseslint.configs.recommended],
        rules: { eqeqeq: ['error', 'always', { null: 'ignore' }] },
    },
    ...Object.entries(layers).map(layer_rules),
);
