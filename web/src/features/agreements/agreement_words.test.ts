import { describe, expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { AgreementVersion } from '../../api/types';
import { agreed_words } from './agreement_words';

describe('an agreement in words', () => {
    it('says on what clocks rest while other words are proposed', () => {
        const agreed = { by: null, at: '2026-11-24T08:00:00Z', reference: null };
        const version = (number: number, is_agreed: boolean, from = '2026-01-01') =>
            part_of<AgreementVersion>({ version: number, agreed: is_agreed ? agreed : null, from });
        const proposed = version(3, false);
        const now_ms = Date.parse('2026-11-24T12:00:00Z');
        expect(agreed_words(proposed, now_ms, [proposed, version(2, true), version(1, false)])).toContain('version 2');
        const later = version(3, true, '2027-01-01');
        expect(agreed_words(version(4, false), now_ms, [later, version(2, true), version(1, true)])).toContain('version 2');
        expect(agreed_words(proposed, now_ms, [proposed, version(1, false)])).toContain('no clock');
        expect(agreed_words(version(2, true), now_ms, [proposed])).toContain('Agreed');
    });
});
