// An agreement in sentences: between whom, from when to when, and whether it is agreed.

import type { AgreementVersion } from '../../api/types';
import { say } from '../../words';
import { clock_time, date_name, reader_place } from '../../words/time';
import { party_name, plain_name } from '../../words/titles';

type Words = Pick<AgreementVersion, 'provider' | 'customer' | 'service' | 'from' | 'until' | 'agreed'>;

export function parties_words({ provider, customer, service }: Words): string {
    const sides = say('agreement.between', {
        provider: party_name(provider) ?? say('agreement.any_provider'),
        customer: party_name(customer) ?? say('agreement.any_customer'),
    });
    return service === null ? sides : say('agreement.for_service', { sides, service: plain_name(service) });
}

export function time_words({ from, until }: Words): string {
    const first = date_name(from);
    return until === null ? say('agreement.since', { first }) : say('agreement.from_until', { first, last: date_name(until) });
}

/**
 * `versions`: those that the agreement had; clocks go on resting on what was agreed last before a proposal, of what holds
 * by then.
 */
export function agreed_words({ agreed }: Words, now_ms: number, versions: readonly AgreementVersion[] = []): string {
    if (agreed === null) {
        const today = new Date(now_ms).toISOString().slice(0, 10);
        const agreed_ones = versions.filter((each) => each.agreed !== null && each.from <= today);
        const held = Math.max(0, ...agreed_ones.map((each) => each.version));
        return held > 0 ? say('agreement.proposed_beside', { version: held }) : say('agreement.proposed');
    }
    const said = say('agreement.agreed', { name: party_name(agreed.by) ?? say('timeline.someone'), time: clock_time(Date.parse(agreed.at), now_ms, reader_place()) });
    return agreed.reference === null ? said : say('agreement.with_reference', { said, reference: agreed.reference });
}
