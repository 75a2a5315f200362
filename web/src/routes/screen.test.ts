import { expect, it } from 'vitest';
import { screen_of } from './screen';

it.each([
    ['/', { name: 'queue' }],
    ['/t/EPTS-00412', { name: 'record', number: 'EPTS-00412' }],
    ['/t/A%2FB', { name: 'record', number: 'A/B' }],
    ['/new', { name: 'log', process: null, type: null }],
    ['/new/epts-support/issue', { name: 'log', process: 'epts-support', type: 'issue' }],
    ['/new/epts-support', { name: 'none' }],
    ['/t', { name: 'none' }],
    ['/t/a/b', { name: 'none' }],
    ['/%E0%A4%A', { name: 'none' }],
    ['/overview', { name: 'overview', process: null }],
    ['/overview/epts-support', { name: 'overview', process: 'epts-support' }],
    ['/overview/a/b', { name: 'none' }],
    ['/reports', { name: 'report', report: 'flow' }],
    ['/reports/flow', { name: 'report', report: 'flow' }],
    ['/reports/conformance', { name: 'report', report: 'conformance' }],
    ['/reports/conformance/records', { name: 'figure', report: 'conformance' }],
    ['/reports/hours', { name: 'report', report: 'hours' }],
    ['/reports/hours/records', { name: 'none' }],
    ['/reports/standing', { name: 'none' }],
    ['/reports/flow/records/more', { name: 'none' }],
    ['/reports/flow/else', { name: 'none' }],
    ['/process', { name: 'process', id: null, type: null }],
    ['/process/epts-support', { name: 'process', id: 'epts-support', type: null }],
    ['/process/epts-support/issue', { name: 'process', id: 'epts-support', type: 'issue' }],
    ['/process/epts-support/issue/more', { name: 'none' }],
    ['/reports/custody/records', { name: 'figure', report: 'custody' }],
    ['/calendars', { name: 'calendars', which: null }],
    ['/calendars/office_hours', { name: 'calendars', which: 'office_hours' }],
    ['/agreements/a', { name: 'agreements', which: 'a' }],
    ['/agreements/a/b', { name: 'none' }],
    ['/elsewhere', { name: 'none' }],
])('%s', (path, screen) => {
    expect(screen_of(path)).toEqual(screen);
});
