import { describe, expect, it } from 'vitest';
import type { DeskRecord, TimelineEntry } from '../../api/types';
import { changed_since, clashes_of, is_same } from './edit_conflict';

const seen = {
    title: 'Printer',
    description: 'It is red',
    fields: { urgency: 'low', facility: { id: 'f1', name: 'Xai-Xai' }, planned: null },
} as unknown as DeskRecord;

function later(fields: DeskRecord['fields'], more: Partial<DeskRecord> = {}): DeskRecord {
    return { ...seen, ...more, fields: { ...seen.fields, ...fields } };
}

const by_jo = [
    { seq: 4, actor: { id: 'j', name: 'Jo' }, changes: [{ what: 'field', field: 'urgency', value: 'high' }] },
    { seq: 5, actor: { id: 'k', name: 'Kim' }, changes: [{ what: 'field', field: 'title', value: 'X' }] },
] as unknown as TimelineEntry[];

describe('an edit', () => {
    it('meets no other when others set other fields', () => {
        expect(clashes_of({ urgency: 'high' }, seen, later({ planned: '2026-11-24T12:00:00Z' }), [])).toEqual([]);
        expect(changed_since(seen, later({ planned: '2026-11-24T12:00:00Z' }))).toEqual(['planned']);
    });

    it('meets another’s of the same field, and tells whose', () => {
        expect(clashes_of({ urgency: 'middle' }, seen, later({ urgency: 'high' }), by_jo)).toEqual([
            { field: 'urgency', mine: 'middle', theirs: 'high', by: 'Jo' },
        ]);
        expect(clashes_of({ title: 'Y' }, seen, later({}, { title: 'X' }), by_jo)[0]?.by).toBe('Kim');
    });

    it('meets none when both set the same', () => {
        expect(clashes_of({ urgency: 'high' }, seen, later({ urgency: 'high' }), by_jo)).toEqual([]);
    });

    it('knows values that are written in two ways as the same', () => {
        expect(is_same('f1', { id: 'f1', name: 'Xai-Xai' })).toBe(true);
        expect(is_same('2026-11-24T12:00:00Z', '2026-11-24T14:00:00+02:00')).toBe(true);
        expect(is_same('', null)).toBe(true);
        expect(is_same(undefined, null)).toBe(true);
        expect(is_same(false, null)).toBe(false);
        expect(is_same('12', '13')).toBe(false);
    });
});
