import { describe, expect, it } from 'vitest';
import { part_of } from '../../api/test_parts';
import type { Leg, RecordType } from '../../api/types';
import { came_words } from './leg_words';

const type = part_of<RecordType>({ acts: [{ name: 'refer', title: 'Refer to the next tier' }] });
const helena = { id: 'h', name: 'Helena' };

describe('how a record came to its holder', () => {
    it.each([
        [{ cause: 'act', act: 'refer', by: helena }, 'Refer to the next tier, by Helena'],
        [{ cause: 'act', act: 'take', by: helena }, 'Take it, by Helena'],
        [{ cause: 'breach', act: 'refer' }, 'Refer to the next tier, by the desk'],
        [{ cause: 'breach' }, 'Time ran out'],
        [{ cause: 'act' }, 'Handed over'],
        [{ cause: 'logged' }, 'Logged'],
        [{ cause: 'import' }, 'Imported'],
        [{ cause: 'some_other' }, 'Some other'],
    ])('%j', (leg, words) => {
        expect(came_words(part_of<Leg>(leg as Leg), type)).toBe(words);
    });
});
