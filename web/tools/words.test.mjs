import MessageFormat from '@messageformat/core';
import { parse } from '@messageformat/parser';
import { expect, it } from 'vitest';
import { places_of, stretched } from './words.mjs';
import { complaints_of } from './words_said.mjs';

it('every place of a sentence is known with its kind', () => {
    const places = places_of(parse('{n, plural, one {# of {who}} other {# of {who}}} at {t, number} {s}'));
    expect(Object.fromEntries(places)).toEqual({
        n: 'number', who: 'string | number', t: 'number', s: 'string | number',
    });
});

it('the pseudo-language is longer by two fifths, and keeps places and plurals', () => {
    const text = '{n, plural, one {# record of {who}} other {# records of {who}}}';
    const spoken = new MessageFormat('en').compile(stretched(parse(text)));
    expect(spoken({ n: 1, who: 'Ana' })).toMatch(/^⟦1 réçórd óf Ana·+⟧$/);
    expect(spoken({ n: 1_200, who: 'Ana' })).toMatch(/^⟦1,200 réçórds óf Ana·+⟧$/);
});

it('a sentence that nothing says and a name without a sentence are told', () => {
    const sources = [{ path: 'a.svelte', text: "say('a.said') say('a.missing', { x }) say(`sort.${by}`)" }];
    expect(complaints_of(['a.said', 'a.unsaid', 'sort.due'], sources)).toEqual([
        "i18n/en.json: nothing says 'a.unsaid'; take it out",
        "src/a.svelte: there is no sentence 'a.missing' in i18n/en.json",
    ]);
});
