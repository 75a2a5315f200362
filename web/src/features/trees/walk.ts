// A question tree, walked: what was answered, and what is asked next.

import type { Process, Question, QuestionTree } from '../../api/types';

export interface Choice {
    value: string;
    title: string;
}

export interface Said {
    ask: string;
    answer: string;
    title: string;
}

export interface Walked {
    said: Said[];
    /** What is to be answered next; null at the end. */
    question: Question | null;
}

/** What may be said: the values of its choice, or yes and no, in their order. */
export function choices_of(question: Question, words: { yes: string; no: string }): Choice[] {
    if (question.values !== undefined) {
        return question.values.map(({ name, title }) => ({ value: name, title }));
    }
    return [
        { value: 'yes', title: words.yes },
        { value: 'no', title: words.no },
    ];
}

/** As far as the answers fit the tree; what follows one that does not is left out. */
export function walk(tree: QuestionTree, answers: readonly string[], words: { yes: string; no: string }): Walked {
    const said: Said[] = [];
    let question: Question | null = tree.root;
    for (const answer of answers) {
        const asked: Question | null = question;
        if (asked === null) {
            break;
        }
        const choice = choices_of(asked, words).find(({ value }) => value === answer);
        const own: Question['answers'][number] | undefined = asked.answers.find((each) => each.answer === answer);
        const taken: typeof own = own ?? asked.answers.find((each) => each.answer === 'any');
        if (choice === undefined || taken === undefined) {
            break;
        }
        said.push({ ask: asked.ask, answer, title: choice.title });
        question = taken.next ?? null;
    }
    return { said, question };
}

/** Those of the process's trees that an act asks, in its order. */
export function asked_trees(process: Pick<Process, 'trees'> | null, asks: readonly string[]): QuestionTree[] {
    return asks.flatMap((name) => (process?.trees ?? []).filter((tree) => tree.name === name));
}

export type Answers = Record<string, string[]>;

/** What a draft kept, as far as it is answers. */
export function answers_in(kept: unknown): Answers {
    if (typeof kept !== 'object' || kept === null) {
        return {};
    }
    const is_answers = (one: [string, unknown]): one is [string, string[]] =>
        Array.isArray(one[1]) && one[1].every((each) => typeof each === 'string');
    return Object.fromEntries(Object.entries(kept).filter(is_answers));
}

/** Those that have a question open. */
export function unfinished(asked: readonly QuestionTree[], answers: Answers): QuestionTree[] {
    const plain = { yes: '', no: '' };
    return asked.filter((tree) => walk(tree, answers[tree.name] ?? [], plain).question !== null);
}

/** The answers, once each of the trees is answered to its end; null while one is not. */
export function whole_answers(asked: readonly QuestionTree[], answers: Answers): Answers | null {
    return unfinished(asked, answers).length === 0 ? Object.fromEntries(asked.map((tree) => [tree.name, answers[tree.name] ?? []])) : null;
}
