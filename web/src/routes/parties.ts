import * as desk from '../api/desk';
import type { Listed } from '../api/types';
import type { PartyType } from '../features/form/values';
import type { Context } from './context';

const paths = { person: 'people', organisation: 'organisations', team: 'teams' } as const;

/** Lists of parties are asked for once; a list that could not be had is asked for again. */
export function parties_once(): Context['parties'] {
    const asked = new Map<PartyType, Promise<Listed[]>>();
    return (type, words) => {
        if (words !== undefined && type === 'person') {
            return desk.people_like(words);
        }
        const known = asked.get(type);
        if (known) {
            return known;
        }
        const asking = desk.parties(paths[type]);
        asked.set(type, asking);
        asking.catch(() => asked.delete(type));
        return asking;
    };
}
