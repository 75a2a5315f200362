import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Effect, Process } from '../../api/types';
import { effect_words, followings, key_words, notices_of, told_words } from './effect_words';
import { type_with } from './test_types';

const notice = (name: string, to: string[]) => ({ name, title: '', to, text: '{record.number}' });
const notices = [notice('begun', ['head', 'former_holder']), notice('late', ['reporter']), notice('never', ['seats'])];
const states = [{ name: 'new' }, { name: 'work' }];
const thing = type_with(states, [{ name: 'begin', from: ['new'], to: 'work', effects: [{ what: 'assign' }] }], {
    fields: [part_of<Process['types'][number]['fields'][number]>({ name: 'year', title: 'Year' })],
    wholes: [part_of<Process['types'][number]['states'][number]>({ name: 'busy', title: 'Busy', enter: [{ what: 'notify', notice: 'begun' }], exit: [{ what: 'unassign' }] })],
    on: [{ becomes: 'year > 2020', effects: [{ what: 'set', field: 'year', text: '2021' }, { what: 'notify', notice: 'late' }] }],
});
const process = part_of<Process>({ roles: [{ name: 'head', title: 'Head of releases' }], notices, types: [thing] });

it('tells what follows by itself, of whole states too', () => {
    const told = followings(process, thing).map(({ title, lines }) => [[title.text, title.code], ...lines.map(({ text, code }) => [text, code])]);
    expect(told).toEqual([
        [['On entering Busy', undefined], ['Tells people: Begun.', undefined]],
        [['On leaving Busy', undefined], ['Leaves it to nobody in person.', undefined]],
        [['When this comes to hold:', 'year > 2020'], ['Sets Year:', '2021'], ['Tells people: Late.', undefined]],
    ]);
    expect(followings(process, type_with(states, []))).toEqual([]);
});

it('has words for every effect', () => {
    const all: Effect['what'][] = ['set', 'assign', 'unassign', 'create', 'for_each', 'act_on_linked', 'watch', 'link', 'unlink', 'open_approval', 'notify', 'start', 'stop', 'pause', 'resume', 'publish'];
    const words = effect_words(process, thing, all.map((what) => ({ what, type: 'thing', link: 'parts', act: 'begin', approval: 'cab', notice: 'late', role: 'head', field: 'year' }))).map(({ text }) => text);
    expect(words).toContain('Makes a linked record for each of these: Thing.');
    expect(words).toContain('Does begin on Parts.');
    expect(new Set(words).size).toBe(all.length);
});

it('says with what rows are taken together', () => {
    const pairs: Effect = { what: 'for_each', type: 'thing', rows: 'tables.stops(urgency)', with: 'registers.crew' };
    expect(effect_words(process, thing, [pairs])).toEqual([
        { text: 'Makes a linked record for each pair: Thing.', code: 'tables.stops(urgency) × registers.crew' },
    ]);
});

it('says what is made is given, what tells one from the other, and where one ends that is no longer owed', () => {
    const each: Effect = { what: 'for_each', type: 'thing', rows: 'tables.stops(urgency)', as: 'row', with: 'links.sites', with_as: 'site', key: 'row.name', title: 'row.name', fields: { year: 'year' }, superfluous: 'work' };
    expect(effect_words(process, thing, [each])).toEqual([
        { text: 'Makes a linked record for each pair: Thing.', code: 'row in tables.stops(urgency) × site in links.sites' },
        { text: 'It is given:', code: 'title: row.name; Year: year' },
        { text: 'Told apart by:', code: 'row.name' },
        { text: 'What is no longer asked for ends in Work.' },
    ]);
});

it('says that a field is emptied', () => {
    expect(effect_words(process, thing, [{ what: 'set', field: 'year', text: 'null' }])).toEqual([{ text: 'Empties Year.', code: undefined }]);
});

it('names the notices of a type, and whom each tells', () => {
    expect(notices_of(process, thing).map(({ name }) => name)).toEqual(['begun', 'late']);
    expect(notices.map((one) => told_words(process, one))).toEqual(['Head of releases, whoever held it before', 'whoever reported it', 'whoever has a seat in its approvals']);
});

it('says a key by titles, and as it is written where it is more than a field', () => {
    expect(key_words(thing, ['year', 'links.site.size()'])).toBe('Year, links.site.size()');
});
