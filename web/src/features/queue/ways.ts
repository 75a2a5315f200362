import type { Row } from '../../api/types';

/** Where an empty list leads on to. */
export interface WayOn {
    /** The filter that leaves out most, as its chip says it, and the list without it. */
    drop: { sentence: string; href: string; count: number; more: boolean } | null;
    oldest: Row | null;
}
