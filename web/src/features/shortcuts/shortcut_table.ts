// Every shortcut of the page, in one table: the sheet, the palette and the key handler all read it.
//
// Where two meanings want one key: N writes an internal note where a record is on screen, and logs something
// everywhere else; J and K move in the list, and on a record to its neighbours in the list that it was opened from.

import type { PlainWord } from '../../words';

/** Where a shortcut has a meaning. `record` also counts for the row of a list that has the focus. */
export type Where = 'everywhere' | 'list' | 'record' | 'writing';

export type Doing =
    | 'palette'
    | 'palette_anywhere'
    | 'help'
    | 'log'
    | 'next'
    | 'previous'
    | 'open'
    | 'back'
    | 'take'
    | 'assign'
    | 'priority'
    | 'acts'
    | 'finish'
    | 'reply'
    | 'note'
    | 'go_queue'
    | 'go_mine'
    | 'go_overview'
    | 'go_log'
    | 'go_processes'
    | 'send';

export interface Shortcut {
    doing: Doing;
    where: Where;
    /** Presses one after the other, each a key with its modifiers, as tinykeys reads them. */
    keys: string;
    word: PlainWord;
    /** Cannot be given another key; works also when single keys are off. */
    fixed?: true;
}

export const shortcuts: readonly Shortcut[] = [
    { doing: 'palette_anywhere', where: 'everywhere', keys: '$mod+k', word: 'keys.palette', fixed: true },
    { doing: 'palette', where: 'everywhere', keys: '/', word: 'keys.palette_single' },
    { doing: 'help', where: 'everywhere', keys: '?', word: 'keys.help' },
    { doing: 'log', where: 'everywhere', keys: 'n', word: 'keys.log' },
    { doing: 'go_queue', where: 'everywhere', keys: 'g q', word: 'keys.go_queue' },
    { doing: 'go_mine', where: 'everywhere', keys: 'g m', word: 'keys.go_mine' },
    { doing: 'go_overview', where: 'everywhere', keys: 'g o', word: 'keys.go_overview' },
    { doing: 'go_log', where: 'everywhere', keys: 'g l', word: 'keys.go_log' },
    { doing: 'go_processes', where: 'everywhere', keys: 'g p', word: 'keys.go_processes' },
    { doing: 'next', where: 'list', keys: 'j', word: 'keys.next' },
    { doing: 'previous', where: 'list', keys: 'k', word: 'keys.previous' },
    { doing: 'open', where: 'list', keys: 'o', word: 'keys.open' },
    { doing: 'back', where: 'record', keys: 'u', word: 'keys.back' },
    { doing: 'take', where: 'record', keys: 'm', word: 'keys.take' },
    { doing: 'assign', where: 'record', keys: 'a', word: 'keys.assign' },
    { doing: 'priority', where: 'record', keys: 'p', word: 'keys.priority' },
    { doing: 'acts', where: 'record', keys: 's', word: 'keys.acts' },
    { doing: 'finish', where: 'record', keys: 'e', word: 'keys.finish' },
    { doing: 'reply', where: 'record', keys: 'r', word: 'keys.reply' },
    { doing: 'note', where: 'record', keys: 'n', word: 'keys.note' },
    { doing: 'send', where: 'writing', keys: '$mod+Enter', word: 'keys.send', fixed: true },
];

/** Two shortcuts of these places may share a key: the narrower one wins where it has a meaning. */
const may_share: readonly [Doing, Doing][] = [['log', 'note']];

export function may_share_key(one: Doing, other: Doing): boolean {
    return may_share.some((pair) => pair.includes(one) && pair.includes(other));
}

/** `g q` → `G Q`, `$mod+k` → `Ctrl K` (`⌘ K` on a Mac): what is printed on the keys, in the order of pressing. */
export function key_caps(keys: string, on_mac: boolean): string[] {
    return keys.split(' ').flatMap((press) => press.split(/(?<=.)\+/).map((key) => cap_of(key, on_mac)));
}

function cap_of(key: string, on_mac: boolean): string {
    if (key === '$mod') {
        return on_mac ? '⌘' : 'Ctrl';
    }
    return key.length === 1 ? key.toUpperCase() : key;
}
