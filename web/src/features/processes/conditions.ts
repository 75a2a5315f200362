// Acts that every record has, where the process says when.

import type { RecordType } from '../../api/types';
import { say } from '../../words';
import { deed_title } from './process_words';

/** When acts that every record has are possible, where the process says so: `Correct fields: It is not under review.` */
export function condition_words(type: RecordType): string[] {
    return (type.restrictions ?? []).flatMap((act) =>
        act.when === undefined ? [] : say('process.condition', { act: deed_title({ act, built_in: true }), why: act.when.why }),
    );
}
