import { describe, expect, it } from 'vitest';
import { address_of, choose_the_same, each_without_one, filters_from, filters_of_list, sheet_address } from './filters';
import { is_number_like, is_plain, list_query, with_filter } from './filters';

const read = (query: string) => filters_from(new URLSearchParams(query));

describe('the list as a file', () => {
    it('has the filters and the order of the list', () => {
        const filters = filters_from(new URLSearchParams('priority=High&open=any&sort=updated&q=a%26b'));
        expect(sheet_address(filters)).toBe('/api/v1/records?priority=High&q=a%26b&sort=-updated&format=csv');
    });
});

describe('filters in the address', () => {
    it('are the open records by what is due next when the address says nothing', () => {
        expect(read('')).toEqual({ open: 'true', sort: 'due', chosen: {} });
        expect(is_plain(read(''))).toBe(true);
        expect(address_of(read(''))).toBe('/');
    });

    it.each([
        '/?state=waiting',
        '/?due_within=1h&q=xai+xai&open=any',
        '/?assignee=me&priority=High&sort=priority',
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
    it('leaves it to the desk who the reader is', () => {
        const query = list_query(read('assignee=me&holder=mine'));
        expect(query.get('assignee')).toBe('me');
        expect(query.get('holder')).toBe('mine');
    });

    it('asks for open and closed alike by not saying', () => {
        expect(list_query(read('open=any')).has('open')).toBe(false);
        expect(list_query(read('')).get('open')).toBe('true');
    });

    it('asks for the newest first, and for the soonest due first', () => {
        expect(list_query(read('sort=updated')).get('sort')).toBe('-updated');
        expect(list_query(read('sort=due')).get('sort')).toBe('due');
        expect(list_query(read('sort=priority')).get('sort')).toBe('priority');
        expect(list_query(read('sort=oldest')).get('sort')).toBe('created');
    });

    it.each(['open=true&assignee=none&sort=due', 'waiting=vendor&open=true&sort=-updated', 'sort=due', 'open=false&sort=created'])(
        '%s, as a saved view has it, is the same list after being read',
        (query) => {
            expect(Object.fromEntries(list_query(filters_of_list(query)))).toEqual(
                Object.fromEntries(new URLSearchParams(query)),
            );
        },
    );
});

describe('a list without one of its filters', () => {
    it('is there for each filter, and for open', () => {
        const fewer = each_without_one(read('state=waiting&q=x'));
        expect(fewer.map(({ name, filters }) => [name, address_of(filters)])).toEqual([
            ['state', '/?q=x'],
            ['q', '/?state=waiting'],
            ['open', '/?state=waiting&q=x&open=any'],
        ]);
        expect(each_without_one(read('open=any'))).toEqual([]);
    });

    it('is the same list in another order', () => {
        expect(choose_the_same(read('assignee=me&sort=number'), read('assignee=me'))).toBe(true);
        expect(choose_the_same(read('assignee=me&open=any'), read('assignee=me'))).toBe(false);
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
