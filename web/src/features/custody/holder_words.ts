import type { Holder, Process } from '../../api/types';
import { say } from '../../words';
import { party_name } from '../../words/titles';
import { role_title } from '../processes/definitions';

/** `Helena Macuácua, Central triage`, or `Central triage, nobody yet`; null when nobody holds it at all. */
export function holder_words(holder: Holder | null, process: Process | null): string | null {
    if (holder === null) {
        return null;
    }
    const group = party_name(holder.team) ?? (holder.role ? role_title(process, holder.role) : null);
    const person = party_name(holder.person);
    const wider = group ?? party_name(holder.organisation);
    if (wider === null) {
        return person;
    }
    return person === null ? `${wider}, ${say('record.nobody')}` : `${person}, ${wider}`;
}
