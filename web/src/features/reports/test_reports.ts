// For tests alone: a small process, and reports of it as the desk gives them.

import type { ConformanceReport, FlowReport, Process, RecordType } from '../../api/types';
import type { Titles } from './report_words';

const state = (name: string, title: string, more: object = {}) => ({ name, title, open: false, start: false, end: false, ...more });

export const type = {
    name: 'thing',
    title: 'Thing',
    priority: 'urgency',
    fields: [{ name: 'urgency', title: 'Urgency', choices: [{ value: 'high', title: 'High (stopped)' }] }],
    states: [
        state('new', 'New', { open: true, start: true }),
        state('work', 'In work', { open: true }),
        state('asked', 'Asked', { open: true, waiting: 'reporter' }),
        state('solved', 'Solved'),
        state('over', 'Over', { end: true }),
    ],
    acts: [{ name: 'begin', title: 'Begin' }],
    clocks: [{ name: 'response', title: 'Response' }],
} as unknown as RecordType;

export const titles: Titles = {
    type,
    process: { id: 'shop', title: 'Shop', roles: [{ name: 'agent', title: 'Service desk' }], types: [type] } as unknown as Process,
};

export const flow: FlowReport = {
    process: 'shop',
    type: 'thing',
    from: null,
    to: null,
    partial: false,
    records: 5,
    open: 2,
    figure: 'all',
    figures: { open: 'all.open' },
    months: [
        {
            month: '2016-03',
            records: 5,
            figure: 'm3',
            states: [
                { state: 'over', records: 3, figure: 'm3.over' },
                { state: 'new', records: 1, figure: 'm3.new' },
                { state: 'work', records: 1, figure: 'm3.work' },
            ],
            resolved: 3,
            median_s: 7_500,
            p90_s: 90_000,
            within: 2,
            outside: 1,
            figures: { resolved: 'm3.resolved', within: 'm3.within', outside: 'm3.outside' },
        },
    ],
    to_resolve: {
        records: 3,
        median_s: 7_500,
        p90_s: 90_000,
        figure: 'resolved',
        by_priority: [
            { priority: 'high', records: 2, median_s: 60, p90_s: 90_000, figure: 'p.high' },
            { priority: null, records: 1, median_s: 7_500, p90_s: 7_500, figure: 'p' },
        ],
    },
    held_by: [
        { role: 'agent', team: null, organisation: null, records: 5, legs: 6, held_s: 9_000, median_s: 900, figure: 'h1' },
        { role: 'agent', team: { id: 't', name: 'Network' }, organisation: null, records: 1, legs: 1, held_s: 60, median_s: 60, figure: 'h2' },
    ],
    reassignments: { total: 2, records: 1, figure: 'ra', counts: [{ times: 2, records: 1, figure: 'ra2' }] },
    reopenings: { total: 1, records: 1, figure: 'ro', counts: [{ times: 1, records: 1, figure: 'ro1' }] },
    transitions: [{ from: 'new', to: 'work', times: 4, records: 4, figure: 't' }],
    variants: [{ path: ['new', 'work', 'over'], records: 3, share: 0.6, median_s: 7_500, figure: 'v' }],
    variants_total: 1,
    targets: [
        {
            clock: 'response',
            met: 2,
            met_late: 1,
            breached: 1,
            running: 1,
            cancelled: 0,
            share: 0.5,
            figure: 'c',
            figures: { met: 'c.met', met_late: 'c.late', breached: 'c.breached', running: 'c.running', cancelled: 'c.cancelled' },
        },
    ],
};

export const conformance: ConformanceReport = {
    process: 'shop',
    type: 'thing',
    version: 2,
    from: null,
    to: null,
    partial: false,
    records: 5,
    figure: 'all',
    transitions_total: 5,
    allowed: 4,
    other: 1,
    transitions: [
        { from: 'over', to: 'legacy', times: 1, records: 1, allowed: false, acts: [], by: [{ person: null, times: 1 }], examples: ['T-1'], figure: 't2' },
        { from: 'new', to: 'work', times: 4, records: 4, allowed: true, acts: ['begin'], by: [], examples: [], figure: 't1' },
    ],
    starts: [{ state: 'new', records: 5, allowed: true, figure: 's' }],
};
