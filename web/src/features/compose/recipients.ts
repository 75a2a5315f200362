// Who gets to read a public reply.

import type { DeskRecord, Listed, Me } from '../../api/types';
import { say } from '../../words';

export interface Recipient {
    id: string;
    name: string;
    /** The organisation that she belongs to, where it is known. */
    place: string | null;
    /** Of another organisation than the writer. */
    external: boolean;
}

/** The reporter first, then those who watch; never the writer herself. `people` are those that the writer may know. */
export function recipients_of(
    record: Pick<DeskRecord, 'reporter' | 'watchers'>,
    me: Me,
    people: readonly Listed[],
): Recipient[] {
    const named = [record.reporter, ...(record.watchers ?? [])].filter((party) => party !== null);
    const once = new Map(named.filter((party) => party.id !== me.id).map((party) => [party.id, party]));
    return [...once.values()].map((party) => {
        const place = people.find((person) => person.id === party.id)?.organisation ?? null;
        const external = place !== null && place.id !== me.organisation?.id;
        return { id: party.id, name: party.name, place: place?.name ?? null, external };
    });
}

/** `José Tembe`, `José Tembe and 2 more`, or whoever works on it. */
export function audience_words(recipients: readonly Recipient[]): string {
    const [first, ...others] = recipients;
    if (first === undefined) {
        return say('compose.everyone');
    }
    return others.length === 0
        ? first.name
        : say('compose.and_more', { name: first.name, count: others.length });
}

/** Each by name and place, with a word for those from outside. */
export function spelled_out(recipients: readonly Recipient[]): string[] {
    return recipients.map(({ name, place, external }) => {
        if (place === null) {
            return name;
        }
        return external
            ? say('compose.external', { name, place })
            : say('compose.of_place', { name, place });
    });
}
