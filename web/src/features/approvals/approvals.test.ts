import { describe, expect, it } from 'vitest';
import { type Part, part_of } from '../../api/test_parts';
import type { Approval, DeskRecord } from '../../api/types';
import { reason_wanted, rule_words } from './approval_words';
import { subject_changes, subject_words } from './subject';

const reader = { process: null, type: null, now_ms: 0 };
const approval = part_of<Approval>({
    covers: { title: true, description: false, attachments: true, fields: ['plan'], links: ['parts'] },
    seats: [{}, {}],
    quorum: 'all',
    reasons: 'for_no',
    outcome: 'open',
    expires: null,
});

function record(change: Part<DeskRecord>): DeskRecord {
    const links = [{ link: 'parts', number: 'PRT-1' }];
    return part_of<DeskRecord>({ title: 'Switch', description: 'x', fields: { plan: 'One' }, links, attachments: [], ...change });
}

describe('what an approval is about', () => {
    it('names all that it covers', () => {
        expect(subject_words(approval, reader)).toHaveLength(4);
    });
    it('tells what of it has changed, and nothing else', () => {
        const now = record({ description: 'y', fields: { plan: 'Two', other: 'z' } });
        const changes = subject_changes(approval, record({}), now, reader);
        expect(changes.map(({ before, after }) => [before, after])).toEqual([['One', 'Two']]);
    });
    it('tells of links and documents by their names', () => {
        const now = record({ links: [], attachments: [{ id: '1', name: 'plan.pdf' }] });
        const changes = subject_changes(approval, record({}), now, reader);
        expect(changes.map(({ before, after }) => [before, after])).toEqual([
            ['PRT-1', '–'],
            ['–', 'plan.pdf'],
        ]);
    });
});

describe('how it is decided', () => {
    it('says when a reason is wanted', () => {
        expect(reason_wanted(approval, 'yes')).toBe('may');
        expect(reason_wanted(approval, 'no')).toBe('must');
        expect(reason_wanted({ ...approval, reasons: 'always' }, 'abstain')).toBe('must');
        expect(reason_wanted({ ...approval, reasons: 'never' }, 'no')).toBe('none');
    });
    it('says whose yes it takes where several are heard', () => {
        const place = { zone: 'UTC', language: 'en-GB' };
        expect(rule_words(approval, 0, place)).toHaveLength(1);
        expect(rule_words({ ...approval, seats: approval.seats.slice(1) }, 0, place)).toEqual([]);
    });
});
