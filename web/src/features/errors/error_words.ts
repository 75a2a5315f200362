import { KeptForLater, Refused, Unreachable } from '../../api/refused';
import { say } from '../../words';

/** What went wrong, in the desk's own words where it gave some. */
export function error_words(error: unknown): string {
    if (error instanceof KeptForLater) {
        return say('outbox.kept');
    }
    if (error instanceof Unreachable) {
        return say('error.unreachable');
    }
    if (!(error instanceof Refused)) {
        return say('error.page');
    }
    const { problem, retry_after_s } = error;
    const said = problem.status === 404 ? say('error.gone') : (problem.detail ?? problem.title ?? '');
    const text = said === '' ? say('error.fault', { status: String(problem.status) }) : said;
    return retry_after_s === null ? text : `${text} ${say('error.retry_after', { count: retry_after_s })}`;
}

/** The same for a form that is sent whole: every sentence that the desk has about what does not do. */
export function unmet_words(error: unknown): string {
    const unmet = error instanceof Refused ? (error.problem.unmet ?? []) : [];
    return unmet.length > 0 ? unmet.map(({ why }) => why).join(' ') : error_words(error);
}
