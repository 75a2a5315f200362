import { describe, expect, it } from 'vitest';
import { newest_of } from './live_news';
import { OwnActs, type RecordChange } from './own_acts';

const news = (number: string, version: number, removed = false) => ({ number, version, removed });

function heard_by(script: (acts: OwnActs) => void): string[] {
    const heard: RecordChange[] = [];
    script(new OwnActs((changes) => heard.push(...changes)));
    return heard.map(({ number, version, own }) => `${number} ${version} ${own ? 'own' : 'other'}`);
}

describe('news', () => {
    it('of several changes to a record is of the newest one', () => {
        expect(newest_of([news('A', 2), news('B', 1), news('A', 3)])).toEqual([news('B', 1), news('A', 3)]);
        expect(newest_of([news('A', 3), news('A', 2)])).toEqual([news('A', 3)]);
    });
});

describe('what this tab did itself', () => {
    it('is known when its news comes after its answer', () => {
        expect(
            heard_by((acts) => {
                acts.begin('A')(5);
                acts.take([news('A', 5)]);
            }),
        ).toEqual(['A 5 own']);
    });
    it('is known when its news comes before its answer', () => {
        expect(
            heard_by((acts) => {
                const end = acts.begin('A');
                acts.take([news('A', 5), news('B', 2)]);
                end(5);
            }),
        ).toEqual(['B 2 other', 'A 5 own']);
    });
    it('does not hide what another did after it', () => {
        expect(
            heard_by((acts) => {
                const end = acts.begin('A');
                acts.take([news('A', 6)]);
                end(5);
            }),
        ).toEqual(['A 6 other']);
    });
    it('that failed claims nothing', () => {
        expect(
            heard_by((acts) => {
                const end = acts.begin('A');
                acts.take([news('A', 5)]);
                end(null);
            }),
        ).toEqual(['A 5 other']);
    });
    it('of two at once is held until both are answered', () => {
        expect(
            heard_by((acts) => {
                const [first, second] = [acts.begin('A'), acts.begin('A')];
                acts.take([news('A', 6)]);
                first(5);
                second(6);
            }),
        ).toEqual(['A 6 own']);
    });
    it('never hides that a record is gone', () => {
        expect(
            heard_by((acts) => {
                acts.begin('A')(5);
                acts.take([news('A', 5, true)]);
            }),
        ).toEqual(['A 5 other']);
    });
});
