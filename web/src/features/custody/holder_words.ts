import type { Holder, Party, Process } from '../../api/types';
import { say } from '../../words';
import { party_name, plain_name } from '../../words/titles';
import { role_title } from '../processes/definitions';

export interface HolderParts {
    /** The person, or the group while nobody of it has taken the record: a role of many places with the place. */
    first: string;
    second: string | null;
}

/** `Helena Mucavele` of `Central triage`, or `Central triage`, `nobody yet`; null when nobody holds it at all. */
export function holder_parts(holder: Holder | null, process: Process | null): HolderParts | null {
    if (holder === null) {
        return null;
    }
    const wider = party_name(holder.team) ?? place_words(holder, process);
    const person = party_name(holder.person);
    if (person !== null) {
        return { first: person, second: wider };
    }
    return wider === null ? null : { first: wider, second: say('record.nobody') };
}

/** `Vendor, Acme`: of a role that many places have, the desk says which of them. */
function place_words({ role, organisation }: Holder, process: Process | null): string | null {
    const parts = [role ? role_title(process, role) : null, party_name(organisation)];
    return parts.filter((part) => part !== null).join(', ') || null;
}

/** The same in one line. */
export function holder_words(holder: Holder | null, process: Process | null): string | null {
    const parts = holder_parts(holder, process);
    return parts === null ? null : [parts.first, parts.second].filter((part) => part !== null).join(', ');
}

/** For whom the record waits: the reporter by name, anybody else by what the process calls them. */
export function waiting_words(party: string, reporter: Party | null): string {
    const name = party === 'reporter' ? party_name(reporter) : null;
    return say('custody.waiting', { party: name ?? plain_name(party).toLowerCase() });
}
