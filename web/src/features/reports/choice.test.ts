import { describe, expect, it } from 'vitest';
import type { Process } from '../../api/types';
import { choice_from, csv_address, period_bounds, period_of, periods, records_address, report_address, with_bound } from './choice';

const type = (name: string) => ({ name, title: name }) as Process['types'][number];
const processes = [
    { id: 'one', types: [type('issue'), type('visit')] },
    { id: 'two', types: [type('incident')] },
] as Process[];

describe('choice_from', () => {
    it('takes what the address says', () => {
        const query = new URLSearchParams('process=one&type=visit&from=2016-03-01&to=2016-06-01');
        const choice = choice_from(query, processes);
        expect(choice).toEqual({ process: 'one', type: 'visit', from: '2016-03-01', to: '2016-06-01' });
        expect(report_address('flow', choice)).toBe('/reports/flow?process=one&type=visit&from=2016-03-01&to=2016-06-01');
    });

    it.each(['', 'process=gone', 'process=one&type=incident', 'from=soon', 'from=2016-02-31x', 'to=2016-13-40'])(
        'never fails on an old link: %s',
        (query) => {
            const choice = choice_from(new URLSearchParams(query), processes);
            expect(choice).toEqual({ process: 'one', type: 'issue', from: null, to: null });
        },
    );

    it('is of nothing where there is no process', () => {
        expect(choice_from(new URLSearchParams('process=one'), [])).toMatchObject({ process: null, type: null });
    });
});

describe('addresses', () => {
    const choice = { process: 'two', type: 'incident', from: null, to: '2017-01-01' };

    it('lead to the records of a figure, whatever it is made of', () => {
        expect(records_address('conformance', choice, 'a&b=c/d')).toBe(
            '/reports/conformance/records?process=two&type=incident&to=2017-01-01&figure=a%26b%3Dc%2Fd',
        );
    });

    it('lead to the file', () => {
        expect(csv_address('flow', choice)).toBe('/api/v1/reports/flow?process=two&type=incident&to=2017-01-01&format=csv');
    });
});

describe('periods', () => {
    const today = '2026-03-01';

    it.each([
        ['days_30', '2026-01-31', null],
        ['months_12', '2025-04-01', null],
        ['this_year', '2026-01-01', null],
        ['last_year', '2025-01-01', '2026-01-01'],
    ] as const)('%s', (period, from, to) => {
        expect(period_bounds(period, today)).toEqual({ from, to });
    });

    it('never end before they begin', () => {
        const choice = { process: 'two', type: 'incident', from: '2026-03-01', to: null };
        expect(with_bound(choice, 'to', '2026-03-02')).toMatchObject({ from: '2026-03-01', to: '2026-03-02' });
        expect(with_bound(choice, 'to', '2026-03-01')).toMatchObject({ from: null, to: '2026-03-01' });
        expect(with_bound({ ...choice, to: '2026-04-01' }, 'from', '2026-05-01')).toMatchObject({ from: '2026-05-01', to: null });
    });

    it('are known again by their days', () => {
        for (const period of periods) {
            expect(period_of(period_bounds(period, today), today)).toBe(period);
        }
        expect(period_of({ from: '2016-03-01', to: null }, today)).toBeNull();
    });
});
