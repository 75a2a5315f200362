import { describe, expect, it } from 'vitest';
import { address_of, filters_from, is_number_like, is_plain, list_query, with_filter } from './filters';

const read = (query: string) => filters_from(new URLSearchParams(query));

describe('filters in the address', () => {
    it('are the open records by what is due next when the address says nothing', () => {
        expect(read('')).toEqual({ open: 'true', sort: 'due', chosen: {} });
        expect(is_plain(read(''))).toBe(true);
        expect(address_of(read(''))).toBe('/');
    });

    it.each([
        '/?state=waiting',
        '/?q=xai+xai&open=any',
        '/?priority=High&assignee=me&sort=priority',
        '/?organisation=0123abcd&service=x&open=false&sort=number',
    ])('%s says the same after being read and written', (address) => {
        expect(address_of(read(new URL(address, 'http://desk').search))).toBe(address);
    });

    it('do not fail on what they do not know', () => {
        expect(read('open=perhaps&sort=colour&colour=red&state=')).toEqual(read(''));
    });

    it('keep words with signs in them', () => {
        const filters = with_filter(read(''), 'q', 'a&b=c #1 ä');
        expect(read(new URL(address_of(filters), 'http://desk').search)).toEqual(filters);
    });

    it('can be taken away one by one', () => {
        const filters = read('state=waiting&priority=High');
        expect(with_filter(filters, 'state', '')).toEqual(read('priority=High'));
        expect(filters.chosen.state).toBe('waiting');
    });
});

describe('the query for the desk', () => {
    it('names the reader where the address says me', () => {
        const query = list_query(read('assignee=me&holder=me'), 'abc123');
        expect(query.get('assignee')).toBe('abc123');
        expect(query.get('holder')).toBe('me');
    });

    it('asks for open and closed alike by not saying', () => {
        expect(list_query(read('open=any'), 'x').has('open')).toBe(false);
        expect(list_query(read(''), 'x').get('open')).toBe('true');
    });

    it('asks for the newest first, and for the soonest due first', () => {
        expect(list_query(read('sort=updated'), 'x').get('sort')).toBe('-updated');
        expect(list_query(read('sort=due'), 'x').get('sort')).toBe('due');
        expect(list_query(read('sort=priority'), 'x').get('sort')).toBe('priority');
    });
});

describe('a number', () => {
    it.each([
        ['EPTS-00412', true],
        [' inc-7 ', true],
        ['INC0000045', false],
        ['-12', false],
        ['report-2 fails', false],
    ])('%s: %s', (text, expected) => {
        expect(is_number_like(text)).toBe(expected);
    });
});
