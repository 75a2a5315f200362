// What she may log, of every process in use, and how the page calls logging.

import type { Me, Process, RecordType } from '../api/types';
import { may_log } from '../features/log/beginning';
import { say } from '../words';
import { title_of } from '../words/titles';

export interface LogOffer {
    process: Process;
    type: RecordType;
}

export function log_offers(active: readonly Process[], me: Me): LogOffer[] {
    return active.flatMap((process) =>
        process.types.filter((type) => may_log(type, process.id, me)).map((type) => ({ process, type })),
    );
}

/** By the one thing that she may log, as its process calls it; without a name where there are several, or none is known. */
export function log_title(offers: readonly LogOffer[]): string {
    const [title, ...others] = new Set(offers.map(({ type }) => title_of(type)));
    return title === undefined || others.length > 0 ? say('log.title') : say('log.heading', { type: title });
}
