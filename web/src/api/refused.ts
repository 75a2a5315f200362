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

/** No answer came: whether the desk did what was asked is unknown. */
export class Unreachable extends Error {
    constructor(cause: unknown) {
        super('no answer', { cause });
        this.name = 'Unreachable';
    }
}
