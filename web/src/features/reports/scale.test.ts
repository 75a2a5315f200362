import { describe, expect, it } from 'vitest';
import { count_lines, label_step, time_lines } from './scale';

describe('count_lines', () => {
    it.each([
        [0, [0, 1]],
        [1, [0, 1]],
        [3, [0, 1, 2, 3]],
        [7, [0, 2, 4, 6, 8]],
        [40, [0, 10, 20, 30, 40]],
        [4_321, [0, 2_000, 4_000, 6_000]],
    ])('for %i', (most, lines) => {
        expect(count_lines(most)).toEqual(lines);
    });

    it('reaches every count with few lines of whole numbers', () => {
        for (let most = 1; most < 20_000; most = Math.ceil(most * 1.13)) {
            const lines = count_lines(most);
            expect(lines.at(-1)).toBeGreaterThanOrEqual(most);
            expect(lines.length).toBeLessThanOrEqual(5);
            expect(lines.every(Number.isInteger)).toBe(true);
        }
    });
});

describe('time_lines', () => {
    it.each([
        [50, [0, 60]],
        [3_000, [0, 900, 1_800, 2_700, 3_600]],
        [7 * 86_400, [0, 172_800, 345_600, 518_400, 691_200]],
    ])('for %i seconds', (most, lines) => {
        expect(time_lines(most)).toEqual(lines);
    });

    it('reaches ten years', () => {
        expect(time_lines(3_650 * 86_400).at(-1)).toBeGreaterThanOrEqual(3_650 * 86_400);
    });
});

describe('label_step', () => {
    it('leaves out labels that would touch', () => {
        expect(label_step(12, 600, 50)).toBe(1);
        expect(label_step(12, 300, 50)).toBe(2);
        expect(label_step(60, 300, 50)).toBe(10);
    });
});
