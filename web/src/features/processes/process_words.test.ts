import { expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Process, ProcessAct, ProcessClock } from '../../api/types';
import { condition_words } from './conditions';
import { cell_words, clock_words, counted_words, exclusion_words, span_words, step_marks, step_words, who_words } from './process_words';
import type { Step } from './steps';
import { small, type_with } from './test_types';

const process = part_of<Process>({
    roles: [
        { name: 'caller', title: 'Caller' },
        { name: 'first_line', title: 'First line' },
        { name: 'second_line', title: '' },
    ],
    tables: [{ name: 'limits', title: 'Limits' }],
    types: [small],
});

it('tells lengths of time in words, and leaves other things as they are', () => {
    expect(span_words('14d')).toBe('14 days');
    expect(span_words('1wd4h')).toBe('1 working day 4 h');
    expect(span_words("duration('4h')")).toBe("duration('4h')");
});

it('tells counted time in hours, since a working day has fewer than 24', () => {
    expect(counted_words('1d16h')).toBe('40 h');
    expect(counted_words('1d30m')).toBe('24 h 30 min');
    expect(counted_words('5wd')).toBe('5 working days');
    expect(counted_words('8h')).toBe('8 h');
    expect(counted_words("duration('4h')")).toBe('4 h');
    expect(counted_words("duration('172800s')")).toBe('48 h');
    expect(counted_words("duration('5400s')")).toBe('90 min');
    expect(counted_words("duration(record.hours + 'h')")).toBe("duration(record.hours + 'h')");
});

it('says who may act by titles, with plain names where there are none', () => {
    const act = (by: string[]) => part_of<ProcessAct>({ by });
    expect(who_words(process, act(['caller', 'second_line', 'holder']))).toBe('Caller, Second line or Whoever holds it');
});

it('reads a cell aloud', () => {
    const values = [{ value: 'a', title: 'A' }, { value: 'b', title: 'B' }];
    expect(cell_words({ is: 'of', values }, false)).toBe('A or B');
    expect(cell_words({ is: 'but', values }, false)).toBe('any but A or B');
    expect(cell_words({ is: 'of', values: [{ value: '4h', title: '4h' }] }, true)).toBe('4 h');
    expect(cell_words({ is: 'of', values: [{ value: 'true', title: 'true' }] }, false)).toBe('Yes');
    expect(cell_words({ is: 'range', least: 2 }, false)).toBe('2 or more');
    expect(cell_words({ is: 'range', most: 2 }, false)).toBe('2 or less');
    expect(cell_words({ is: 'range', least: 2, most: 4 }, false)).toBe('2 to 4');
});

it('says in whose working time the desk does something, and nobody does it sooner', () => {
    const by_itself = (calendar: string): ProcessAct =>
        part_of<ProcessAct>({ name: 'lapse', by: ['desk'], automatic: { after: '2wd', calendar }, not_before: '4h', calendar });
    const type = type_with([{ name: 'done', end: true }], [], {
        fields: [part_of<(typeof small.fields)[number]>({ name: 'place', title: 'Place' })],
    });
    const marks = (calendar: string) => step_marks(part_of<Step>({ act: by_itself(calendar), by_desk: true, at_end_of: [] }), type);
    expect(marks('place.hours')).toEqual(['the desk, after 2 working days, counted in the working hours of “Place”']);
    expect(marks('holder.hours')).toEqual(['the desk, after 2 working days, counted in the holder’s working hours']);
    expect(step_words(process, type, by_itself('office'))).toEqual([
        { text: 'Only once the state has lasted 4 h, counted in the calendar “Office”.' },
    ]);
});

it('says of a clock when it starts, rests and stops, how long it is, and what then', () => {
    const clock = part_of<ProcessClock>({
        name: 'solve',
        starts: 'each_leg',
        stops: [{ what: 'state', name: 'done' }, { what: 'hand_over' }],
        pauses: [{ what: 'waiting', name: 'reporter' }, { what: 'waiting', name: 'outside' }, { what: 'link_open', name: 'visits' }],
        calendar: 'place.hours',
        limit: 'tables.limits(level).more',
        agreement: 'sla',
        warnings: [{ at: 50 }, { at: 75, do: 'refer' }],
        breach: 'refer',
        overdue: [{ at: 150, do: 'refer' }],
        seen_by: 'parties',
    });
    const type = type_with([{ name: 'done', end: true }], [{ name: 'refer', title: 'Refer', from: ['done'] }], {
        fields: [part_of<(typeof small.fields)[number]>({ name: 'place', title: 'Place' })],
        decided_by: [{ table: 'limits', what: 'clock', name: 'solve', inputs: ['level'] }],
    });
    expect(clock_words(clock, process, type).map(({ text, code }) => [text, code])).toEqual([
        ['Anew for each who holds it.', undefined],
        ['As the table “Limits” says.', 'tables.limits(level).more'],
        ['Where there is an agreement (service level), its limit and its calendar.', undefined],
        ['The working hours of “Place”.', undefined],
        ['waits for the reporter, waits for somebody of another organisation or something under “Visits” is open', undefined],
        ['Done or a hand-over', undefined],
        ['At 50 % of the limit. At 75 % of the limit the desk does “Refer”.', undefined],
        ['The desk does “Refer”.', undefined],
        ['At 150 % of the limit the desk does “Refer”.', undefined],
        ['The parties to its agreement.', undefined],
    ]);
    const agreed = part_of<ProcessClock>({ name: 'vendor', starts: 'each_leg', stops: [], pauses: [], calendar: 'always', agreement: 'contract', seen_by: ['caller'] });
    expect(clock_words(agreed, process, type).map(({ text }) => text)).toEqual([
        'Anew for each who holds it.',
        'As an agreement (contract) says, in its calendar; without one there is no such clock.',
        'It counts as late; nothing else happens.',
        `${who_words(process, part_of<(typeof small.acts)[number]>({ name: 'x', by: ['caller'] }))}.`,
    ]);
    expect(clock_words({ ...agreed, starts: 'act' }, process, type)[0]?.text).toBe('Not by itself: an act starts it.');
});

it('says when acts of every record are possible, and who does not vote', () => {
    const restrictions = [
        { name: 'edit' as const, by: [], when: { text: "state != 'wait'", why: 'It does not wait.' } },
        { name: 'assign' as const, by: ['second_line'] },
    ];
    const type = type_with([{ name: 'new' }], [{ name: 'build' }], { restrictions });
    expect(condition_words(type)).toEqual(['Correct fields: It does not wait.']);
    expect(condition_words(type_with([{ name: 'new' }], []))).toEqual([]);
    expect(exclusion_words({ exclude: ['logger', 'act build'] }, type)).toEqual(['Not whoever logged it.', 'Not whoever did “build”.']);
});
