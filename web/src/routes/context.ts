import type { Me } from '../api/types';
import type { Drafts } from '../features/drafts/drafts';
import type { Parties } from '../features/form/values';
import type { Definitions } from './definitions.svelte';
import type { Live } from './live.svelte';
import type { Views } from './views.svelte';

/** What every screen gets once someone is signed in. */
export interface Context {
    me: Me;
    drafts: Drafts;
    definitions: Definitions;
    parties: Parties;
    /** What others change, as the desk tells it. */
    live: Live;
    views: Views;
    /** Says a sentence to whoever does not look there. */
    announce: (sentence: string) => void;
}
