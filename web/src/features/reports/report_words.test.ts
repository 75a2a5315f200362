import { describe, expect, it } from 'vitest';
import { conformance_figure_words, flow_figure_words, holder_title, period_words, priority_words, share_words, time_words } from './report_words';
import { state_marks } from './state_marks';
import { matrix_states } from './step_states';
import { conformance, flow, titles, type } from './test_reports';

describe('figures of a report', () => {
    /** Every figure anywhere in an answer. */
    function figures_in(value: unknown): string[] {
        if (value === null || typeof value !== 'object') {
            return [];
        }
        return Object.entries(value).flatMap(([name, each]) =>
            name === 'figure' ? [String(each)] : name === 'figures' ? Object.values(each as object).map(String) : figures_in(each),
        );
    }

    it('each have a sentence for their records', () => {
        expect([...flow_figure_words(flow, titles).keys()].toSorted()).toEqual(figures_in(flow).toSorted());
        expect([...conformance_figure_words(conformance, titles).keys()].toSorted()).toEqual(figures_in(conformance).toSorted());
    });

    it('speak in the titles of the process', () => {
        const words = flow_figure_words(flow, titles);
        expect(words.get('m3.work')).toBe('Begun in March 2016, now: In work');
        expect(words.get('m3.outside')).toBe('Begun in March 2016 and resolved outside target');
        expect(words.get('p.high')).toBe('Resolved, priority: High (stopped)');
        expect(words.get('h2')).toBe('Held by Network, Service desk');
        expect(words.get('ra2')).toBe('Handed on 2 times');
        expect(words.get('ro1')).toBe('Reopened once');
        expect(words.get('v')).toBe('Went this way: New → In work → Over');
        expect(words.get('c.late')).toBe('“Response” late');
        expect(conformance_figure_words(conformance, titles).get('t2')).toBe('Went from Over to Legacy');
    });

    it('speak plainly before the process is there', () => {
        const words = flow_figure_words(flow, { process: null, type: null });
        expect(words.get('t')).toBe('Went from New to Work');
        expect(words.get('h1')).toBe('Held by Agent');
    });
});

describe('words of a line', () => {
    it('name who held it and how pressing it was', () => {
        expect(flow.held_by.map((line) => holder_title(line, titles))).toEqual(['Service desk', 'Network, Service desk']);
        expect([null, 'high', 'not_listed'].map((value) => priority_words(value, titles))).toEqual([
            'No priority',
            'High (stopped)',
            'Not listed',
        ]);
    });

    it.each([
        [0, '0 %'],
        [0.0004, '0.1 %'],
        [0.004, '0.4 %'],
        [0.6234, '62 %'],
        [0.9994, '99.9 %'],
        [0.99999, '99.9 %'],
        [1, '100 %'],
        [null, '–'],
    ])('tell the share %s as %s', (share, words) => {
        expect(share_words(share)).toBe(words);
    });

    it('tell a time, or that there is none', () => {
        expect([time_words(7_500), time_words(null)]).toEqual(['2 h 05 min', '–']);
    });

    it.each([
        [null, null, 'the whole log'],
        ['2016-03-01', null, 'begun since 1 March 2016'],
        [null, '2017-01-01', 'begun up to 31 December 2016'],
        ['2016-03-01', '2016-04-01', 'begun from 1 March 2016 to 31 March 2016'],
    ])('tell the period from %s to %s with its last day in it', (from, to, words) => {
        expect(period_words({ from, to })).toBe(words);
    });

    it('tell days on which somebody worked as such', () => {
        expect(period_words({ from: '2016-03-01', to: null }, 'days')).toBe('worked since 1 March 2016');
    });
});

describe('states that are drawn', () => {
    it('stand in the order of the process, each kind with steps of its own', () => {
        expect(state_marks(flow.months, type).map(({ state, title, kind, step }) => [state, title, kind, step])).toEqual([
            ['new', 'New', 'open', 0],
            ['work', 'In work', 'open', 1],
            ['over', 'Over', 'end', 0],
        ]);
    });

    it('come from both sides of the steps, unknown ones last', () => {
        expect(matrix_states(conformance.transitions, type)).toEqual(['new', 'work', 'over', 'legacy']);
    });
});
