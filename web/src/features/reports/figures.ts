// The figures at the head of a report.

import { say } from '../../words';
import type { Leading } from './leading';

/** How many; where there are any, with the way to them. */
export function counted(count: number, words: string, figure: string, lead: Leading) {
    return { count: say('view.count', { count }), words, ...(count === 0 ? {} : { figure, href: lead(figure) }) };
}
