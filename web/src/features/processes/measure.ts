// How wide words are as this browser draws them.

import type { Measure } from './drawing';
import type { LineKind } from './layout';

const fonts: Record<LineKind, string> = { title: '560 14px', mark: '12.5px', now: '620 12.5px', step: '13px' };
/** Where nothing can be measured. */
const guessed_width = 8;

export function measure_of(page: Document): Measure {
    const context = page.createElement('canvas').getContext('2d');
    const family = getComputedStyle(page.body).fontFamily;
    return (text, kind) => {
        if (!context) {
            return text.length * guessed_width;
        }
        context.font = `${fonts[kind]} ${family}`;
        return Math.ceil(context.measureText(text).width) + 2;
    };
}
