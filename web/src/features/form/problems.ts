// Where each thing that the desk still wants belongs: beside its input, or above the form.

import { Refused } from '../../api/refused';
import type { Unmet } from '../../api/types';

export interface FormProblems {
    /** Sentences by the name of the input that they belong to. */
    beside: Record<string, string>;
    above: string[];
}

export function no_problems(): FormProblems {
    return { beside: {}, above: [] };
}

export function has_problems(problems: FormProblems): boolean {
    return problems.above.length > 0 || Object.keys(problems.beside).length > 0;
}

/** Sorts a refusal's unmet needs onto the form's inputs; `fields.urgency` is the input `urgency`. */
export function problems_of(error: Refused, inputs: readonly string[]): FormProblems {
    const problems = no_problems();
    for (const unmet of error.unmet) {
        const input = input_of(unmet, inputs);
        if (input === null) {
            problems.above.push(unmet.why);
        } else {
            const said = problems.beside[input];
            problems.beside[input] = said === undefined ? unmet.why : `${said} ${unmet.why}`;
        }
    }
    return problems;
}

function input_of(unmet: Unmet, inputs: readonly string[]): string | null {
    const names = [unmet.field?.split('.').at(-1), unmet.what];
    return names.find((name) => name !== undefined && inputs.includes(name)) ?? null;
}
