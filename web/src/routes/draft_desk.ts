import * as desk from '../api/desk';
import type { DraftDesk } from '../features/drafts/draft_desk';

/** The desk's side of drafts, as the API has it. */
export const draft_desk: DraftDesk = {
    read: ({ number, slot }) => desk.draft(number, slot),
    put: ({ number, slot }, { text, values }, seen) =>
        desk.keep_draft(number, slot, { text, values, device: device_words() }, seen),
    drop: ({ number, slot }, seen) => desk.drop_draft(number, slot, seen),
};

/** What this device is called when another one tells of it: browser and system, as far as the browser says. */
function device_words(): string {
    const agent = navigator.userAgent;
    const browser = /Firefox|Edg|Chrome|Safari/.exec(agent)?.[0]?.replace('Edg', 'Edge') ?? '';
    const system = /Android|iPhone|iPad|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? '';
    return [browser, system].filter(Boolean).join(', ');
}
