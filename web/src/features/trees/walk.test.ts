import { describe, expect, it } from 'vitest';
import type { QuestionTree } from '../../api/types';
import { choices_of, walk } from './walk';

const words = { yes: 'Yes', no: 'No' };
const tree: QuestionTree = {
    name: 'triage',
    title: 'Triage',
    out: ['to'],
    columns: [{ name: 'to', title: 'To', type: 'text' }],
    root: {
        ask: 'Is anybody in danger?',
        answers: [
            { answer: 'yes', title: 'yes', give: { to: 'tier_3' } },
            {
                answer: 'no',
                title: 'no',
                next: {
                    ask: 'Where is it?',
                    choice: 'area',
                    values: [
                        { name: 'hardware', title: 'Hardware' },
                        { name: 'network', title: 'Network' },
                    ],
                    answers: [
                        { answer: 'hardware', title: 'Hardware', give: { to: 'tier_1' } },
                        { answer: 'any', title: 'any', give: { to: 'tier_2' } },
                    ],
                },
            },
        ],
    },
};

describe('a question tree', () => {
    it('asks its first question first', () => {
        expect(walk(tree, [], words)).toEqual({ said: [], question: tree.root });
        expect(choices_of(tree.root, words)).toEqual([
            { value: 'yes', title: 'Yes' },
            { value: 'no', title: 'No' },
        ]);
    });
    it('goes on to the question to which an answer leads', () => {
        const { said, question } = walk(tree, ['no'], words);
        expect(said).toEqual([{ ask: 'Is anybody in danger?', answer: 'no', title: 'No' }]);
        expect(question?.ask).toBe('Where is it?');
    });
    it('ends at a leaf, by an answer of its own or by any', () => {
        expect(walk(tree, ['yes'], words).question).toBeNull();
        expect(walk(tree, ['no', 'network'], words)).toEqual({
            said: [
                { ask: 'Is anybody in danger?', answer: 'no', title: 'No' },
                { ask: 'Where is it?', answer: 'network', title: 'Network' },
            ],
            question: null,
        });
    });
    it('stops at an answer that the tree does not have', () => {
        expect(walk(tree, ['no', 'roof'], words).question?.ask).toBe('Where is it?');
        expect(walk(tree, ['perhaps', 'hardware'], words).said).toEqual([]);
        expect(walk(tree, ['no', 'any'], words).question?.ask).toBe('Where is it?');
    });
});
