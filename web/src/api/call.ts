import { set_desk_time } from './desk_time.svelte';
import { KeptForLater, Refused, type Unanswered, Unreachable } from './refused';
import type { Problem } from './types';

export interface Request {
    method?: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
    body?: unknown;
    /** Bytes, in place of a body. */
    bytes?: Blob;
    /** Idempotency-Key: required with every change that a person makes. */
    key?: string;
    /** The version that the caller saw, or what the answer that it saw said in its place. */
    if_match?: number | string;
    /** The caller saw none. */
    if_none?: true;
    signal?: AbortSignal;
    /** It waited on this device already: when no answer comes it goes on waiting. */
    waited?: boolean;
    /** A 401 is the answer itself, not the end of a session. */
    takes_401?: boolean;
}

/** Asks for a sign-in and settles when someone is signed in again; rejects when that is given up. */
type SignInAgain = () => Promise<void>;

let sign_in_again: SignInAgain | null = null;

/** Whom to ask when the desk no longer knows who is calling. Null: the 401 goes to the caller. */
export function on_signed_out(ask: SignInAgain | null): void {
    sign_in_again = ask;
}

let language = 'en';

/** The language that the desk's own texts are to come in: that of the page's words. */
export function speak_in(tag: string): void {
    language = tag;
}

export interface Outcome {
    answer?: unknown;
    failure?: unknown;
}

/** Told of each call as it is sent; what it returns is told how it ended. */
export type CallWatcher = (path: string, method: string) => (outcome: Outcome) => void;

const watchers = new Set<CallWatcher>();

/** Returns how to watch no more. */
export function watch_calls(watcher: CallWatcher): () => void {
    watchers.add(watcher);
    return () => watchers.delete(watcher);
}

/** Where answers are kept to be read again while the desk does not answer. */
export interface AnswerStore {
    keep: (path: string, answer: unknown) => void;
    /** Undefined when there is none. */
    read: (path: string) => Promise<unknown>;
}

let saved: AnswerStore | null = null;

export function save_answers(store: AnswerStore | null): void {
    saved = store;
}

/** Takes what the desk did not answer to, to send it later. False when it may not wait. */
type KeepUnanswered = (asked: Unanswered) => Promise<boolean>;

let keep_unanswered: KeepUnanswered | null = null;

export function on_unanswered(keep: KeepUnanswered | null): void {
    keep_unanswered = keep;
}

/**
 * Sends one request. Throws Refused for the desk's no; when no answer came it throws Unreachable, or KeptForLater where
 * what was sent waits on this device; what was read before is read again.
 */
export async function call<Result>(path: string, request: Request = {}): Promise<Result> {
    const told = [...watchers].map((watcher) => watcher(path, request.method ?? 'GET'));
    try {
        const answer = await ask<Result>(path, request);
        told.forEach((tell) => tell({ answer }));
        if (is_read(request)) {
            saved?.keep(path, answer);
        }
        return answer;
    } catch (failure) {
        told.forEach((tell) => tell({ failure }));
        return (await without_answer(path, request, failure)) as Result;
    }
}

/** What stands in for an answer that did not come; throws where nothing does. */
async function without_answer(path: string, request: Request, failure: unknown): Promise<unknown> {
    if (!(failure instanceof Unreachable)) {
        throw failure;
    }
    if (is_read(request)) {
        const before = await saved?.read(path);
        if (before !== undefined) {
            return before;
        }
    } else if (request.waited !== true && (await keep_unanswered?.(unanswered(path, request)))) {
        throw new KeptForLater(failure);
    }
    throw failure;
}

function unanswered(path: string, { method, body, key, if_match }: Request): Unanswered {
    return {
        path,
        method: method ?? 'GET',
        ...(body === undefined ? {} : { body }),
        ...(key === undefined ? {} : { key }),
        ...(if_match === undefined ? {} : { if_match }),
    };
}

function is_read({ method }: Request): boolean {
    return method === undefined || method === 'GET';
}

async function ask<Result>(path: string, request: Request): Promise<Result> {
    const answer = await send(path, request);
    if (answer.status === 401 && sign_in_again !== null && request.takes_401 !== true) {
        await sign_in_again();
        return read_answer<Result>(await send(path, request));
    }
    return read_answer<Result>(answer);
}

async function send(path: string, request: Request): Promise<Response> {
    const headers = new Headers({ Accept: 'application/json', 'Accept-Language': language });
    const init: RequestInit = { method: request.method ?? 'GET', headers, credentials: 'same-origin' };
    if (request.body !== undefined) {
        headers.set('Content-Type', 'application/json');
        init.body = JSON.stringify(request.body);
    }
    if (request.bytes !== undefined) {
        headers.set('Content-Type', request.bytes.type || 'application/octet-stream');
        init.body = request.bytes;
    }
    if (request.key !== undefined) {
        headers.set('Idempotency-Key', request.key);
    }
    if (request.if_match !== undefined) {
        headers.set('If-Match', `"${request.if_match}"`);
    }
    if (request.if_none === true) {
        headers.set('If-None-Match', '*');
    }
    if (request.signal !== undefined) {
        init.signal = request.signal;
    }
    try {
        const answer = await fetch(`/api/v1${path}`, init);
        set_desk_time(answer.headers.get('Date'));
        return answer;
    } catch (cause) {
        if (request.signal?.aborted) {
            throw cause;
        }
        throw new Unreachable(cause);
    }
}

async function read_answer<Result>(answer: Response): Promise<Result> {
    if (!answer.ok) {
        throw new Refused(await read_problem(answer), retry_after(answer));
    }
    if (answer.status === 204) {
        return undefined as Result;
    }
    try {
        return (await answer.json()) as Result;
    } catch (cause) {
        throw new Unreachable(cause);
    }
}

async function read_problem(answer: Response): Promise<Problem> {
    try {
        const problem = (await answer.json()) as Partial<Problem>;
        return { ...problem, status: answer.status };
    } catch {
        // Something between the page and the desk answered in its own way.
        return { status: answer.status, title: answer.statusText };
    }
}

function retry_after(answer: Response): number | null {
    const seconds = Number.parseInt(answer.headers.get('Retry-After') ?? '', 10);
    return Number.isNaN(seconds) ? null : seconds;
}
