import type { Problem, Unmet } from './types';

/** The desk answered, and the answer is no. */
export class Refused extends Error {
    readonly problem: Problem;
    /** Seconds after which another try makes sense, where the desk said so. */
    readonly retry_after_s: number | null;

    constructor(problem: Problem, retry_after_s: number | null = null) {
        super(problem.detail ?? problem.title ?? `HTTP ${problem.status}`);
        this.name = 'Refused';
        this.problem = problem;
        this.retry_after_s = retry_after_s;
    }

    get status(): number {
        return this.problem.status;
    }

    get unmet(): Unmet[] {
        return this.problem.unmet ?? [];
    }
}

/** What was asked when no answer came. */
export interface Unanswered {
    path: string;
    method: string;
    body?: unknown;
    /** Its idempotency key: with it the same can be asked again without being done twice. */
    key?: string;
    if_match?: number | string;
}

/** No answer came: whether the desk did what was asked is unknown. */
export class Unreachable extends Error {
    constructor(cause: unknown) {
        super('no answer', { cause });
        this.name = 'Unreachable';
    }
}

/** No answer came, and what was sent waits on this device: it is sent once as soon as the desk answers. */
export class KeptForLater extends Error {
    constructor(cause: Unreachable) {
        super('kept for later', { cause });
        this.name = 'KeptForLater';
    }
}

/** Settles also when what was sent waits on this device: for its writer it is out of her hands. */
export async function sent_or_kept(sending: Promise<void>): Promise<void> {
    try {
        await sending;
    } catch (error) {
        if (!(error instanceof KeptForLater)) {
            throw error;
        }
    }
}
