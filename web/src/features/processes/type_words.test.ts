import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Process } from '../../api/types';
import { given_words } from './given_words';
import { small, type_with } from './test_types';
import { choices_words, custody_words, effective_words, field_marks, link_words } from './type_words';

it('says of custody, a register and links what else there is to know', () => {
    const field = (name: string, title: string) => part_of<(typeof small.fields)[number]>({ name, title });
    const other = type_with([{ name: 'new' }], [], {
        name: 'visit',
        title: 'Visit',
        links: [{ name: 'of_things', title: 'Things', to: 'thing', inverse: 'site_visits', max: 4 }],
    });
    const type = type_with([{ name: 'new' }], [], {
        fields: [field('crew', 'Crew'), field('since', 'Since'), field('until', 'Until')],
        links: [{ name: 'parts', title: 'Parts', to: 'thing', inverse: 'whole', max: 9 }],
        arrives: 'new',
        team: 'crew',
        effective_from: 'since',
        effective_until: 'until',
    });
    expect(custody_words(type)).toEqual(['What is handed over arrives in New.', 'The team that has it stands in “Crew”.']);
    expect(custody_words(type_with([{ name: 'new' }], [], { arrives: null }))).toEqual([]);
    expect(effective_words(type)).toBe('An entry counts from the time in “Since” until that in “Until”.');
    expect(effective_words(type_with([{ name: 'new' }], []))).toBeNull();
    expect(link_words(part_of<Process>({ types: [type, other] }), type)).toEqual([
        'Parts: to Thing, at most 9. Seen from there: Whole.',
        'Whole: from Thing, where it is “Parts”',
        'Site visits: from Visit, where it is “Things”',
    ]);
});

it('says how long a text may be, which organisations fit, and how pressing a priority is', () => {
    const marks = (field: object) => field_marks(part_of<Parameters<typeof field_marks>[0]>({ name: 'x', ...field }));
    expect(marks({ type: 'text', max: 77 })).toEqual(['Text', 'at most 77 characters']);
    expect(marks({ type: 'organisation', organisation_kind: 'vendor' })).toEqual(['Organisation', 'of the kind “Vendor”']);
    const choices = [{ value: 'high', title: 'High' }, { value: 'low', title: 'Low' }];
    const field = part_of<(typeof small.fields)[number]>({ name: 'level', choices });
    const type = type_with([{ name: 'new' }], [], { priority: 'level', ranks: { high: 2, low: 4 } });
    expect(choices_words(type, field)).toBe('High (rank 2), Low (rank 4)');
    expect(choices_words(type, { ...field, name: 'other' })).toBe('High, Low');
});

it('tells what comes out of questions by titles', () => {
    const columns = [{ name: 'holder', title: 'Holder', type: 'role' }, { name: 'within', title: 'Within', type: 'maybe duration' }];
    const role = { is: 'of' as const, values: [{ value: 'lead', title: 'Team lead' }] };
    expect(given_words(columns, [role, { is: 'of', values: [{ value: '31m', title: '31m' }] }])).toBe('Holder: Team lead, Within: 31 min');
    expect(given_words(columns, [role, { is: 'none' }])).toBe('Holder: Team lead');
});
