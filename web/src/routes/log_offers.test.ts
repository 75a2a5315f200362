import { describe, expect, it } from 'vitest';
import type { Me, Process } from '../api/types';
import { part_of } from '../api/test_parts';
import { log_offers, log_title } from './log_offers';

const process = (id: string, ...titles: string[]) =>
    part_of<Process>({
        id,
        types: titles.map((title) => ({ name: title.toLowerCase(), title, acts: [{ name: 'log', creates: true, by: ['caller'] }] })),
    });
const me = part_of<Me>({ roles: [{ process: 'p1', role: 'caller', organisation: null }] });

describe('logging', () => {
    it('is called by the one thing that she may log', () => {
        expect(log_title(log_offers([process('p1', 'Incident'), process('p2', 'Request')], me))).toBe('Log: Incident');
    });

    it('has no name of a thing where there are several, or none is known yet', () => {
        expect(log_title(log_offers([process('p1', 'Incident', 'Request')], me))).toBe('Log something new');
        expect(log_title(log_offers([], me))).toBe('Log something new');
    });
});
