import { describe, expect, it } from 'vitest';
import { minutes_typed } from './minutes';

describe('the time that somebody types', () => {
    it.each([
        ['90', 90],
        [' 1:30 ', 90],
        ['0:05', 5],
        ['24:00', 1440],
        ['1440', 1440],
    ])('%s is so many minutes: %i', (typed, minutes) => {
        expect(minutes_typed(typed)).toBe(minutes);
    });

    it.each(['', '0', '0:00', '1441', '24:01', '1:5', '1:60', '1.5', '-5', 'an hour', '1:30:00'])('%s is none', (typed) => {
        expect(minutes_typed(typed)).toBeNull();
    });
});
