// The list's filters live in the address: a copied link shows the same list.

import { type PlainWord, is_word } from '../../words';

export const filter_names = [
    'assignee', 'holder', 'team', 'waiting', 'due_within', 'priority', 'rank', 'state', 'organisation', 'reporter',
    'reopened', 'approver', 'process', 'type', 'kind', 'service', 'q',
] as const;

export type FilterName = (typeof filter_names)[number];
export const sorts = ['due', 'priority', 'oldest', 'created', 'updated', 'number'] as const;
export type Sort = (typeof sorts)[number];
export const opens = ['true', 'false', 'any'] as const;
export type Open = (typeof opens)[number];

/** How the API says each order. */
const api_sorts: Record<Sort, string> = {
    due: 'due',
    priority: 'priority',
    oldest: 'created',
    created: '-created',
    updated: '-updated',
    number: '-number',
};

export interface Filters {
    open: Open;
    sort: Sort;
    chosen: Partial<Record<FilterName, string>>;
}

/** Reads an address's query. What it does not know it leaves out; a list never fails on an old link. */
export function filters_from(query: URLSearchParams): Filters {
    return {
        open: one_of(opens, query.get('open'), 'true'),
        sort: one_of(sorts, query.get('sort'), 'due'),
        chosen: chosen_in(query),
    };
}

/** Reads a list's query as the API takes it, such as that of a saved view or of a figure in a report. */
export function filters_of_list(query: string): Filters {
    const asked = new URLSearchParams(query);
    const sort = sorts.find((known) => api_sorts[known] === asked.get('sort'));
    return { open: one_of(opens, asked.get('open'), 'any'), sort: sort ?? 'due', chosen: chosen_in(asked) };
}

function chosen_in(query: URLSearchParams): Filters['chosen'] {
    const chosen: Filters['chosen'] = {};
    for (const name of filter_names) {
        const value = query.get(name);
        if (value !== null && value !== '') {
            chosen[name] = value;
        }
    }
    return chosen;
}

/** The address of a list. What is as usual stays out of it, so that the plain queue is `/`. */
export function address_of(filters: Filters): string {
    const query = chosen_query(filters);
    if (filters.open !== 'true') {
        query.set('open', filters.open);
    }
    if (filters.sort !== 'due') {
        query.set('sort', filters.sort);
    }
    const text = query.toString();
    return text === '' ? '/' : `/?${text}`;
}

/** The API's query for a list. */
export function list_query(filters: Filters): URLSearchParams {
    const query = chosen_query(filters);
    if (filters.open !== 'any') {
        query.set('open', filters.open);
    }
    query.set('sort', api_sorts[filters.sort]);
    return query;
}

/** The same list as a file for spreadsheets, which has at most `sheet_rows_max` rows. */
export function sheet_address(filters: Filters): string {
    const query = list_query(filters);
    query.set('format', 'csv');
    return `/api/v1/records?${query}`;
}

export const sheet_rows_max = 2_000;

function chosen_query({ chosen }: Filters): URLSearchParams {
    const query = new URLSearchParams();
    for (const name of filter_names) {
        const value = chosen[name];
        if (value !== undefined && value !== '') {
            query.set(name, value);
        }
    }
    return query;
}

export function with_filter(filters: Filters, name: FilterName, value: string): Filters {
    const chosen = { ...filters.chosen };
    if (value === '') {
        delete chosen[name];
    } else {
        chosen[name] = value;
    }
    return { ...filters, chosen };
}

export function is_plain(filters: Filters): boolean {
    return filters.open === 'true' && Object.keys(filters.chosen).length === 0;
}

/** Whether both choose the same records, in whatever order. */
export function choose_the_same(one: Filters, other: Filters): boolean {
    const plainly = (filters: Filters) => address_of({ ...filters, sort: 'due' });
    return plainly(one) === plainly(other);
}

/** The lists that come of leaving out one filter, named by it. */
export function each_without_one(filters: Filters): { name: FilterName | 'open'; filters: Filters }[] {
    const names = filter_names.filter((name) => filters.chosen[name] !== undefined);
    const fewer: { name: FilterName | 'open'; filters: Filters }[] = names.map((name) => ({
        name,
        filters: with_filter(filters, name, ''),
    }));
    return filters.open === 'any' ? fewer : [...fewer, { name: 'open', filters: { ...filters, open: 'any' } }];
}

export function filter_word(name: FilterName): PlainWord {
    const word = `filter.${name}`;
    return is_word(word) ? word : 'queue.filters';
}

/** True for what looks like a record's number, such as `EPTS-00412`. */
export function is_number_like(text: string): boolean {
    return /^[A-Za-z][A-Za-z0-9]*(-[A-Za-z0-9]+)*-\d+$/.test(text.trim());
}

function one_of<Value extends string>(values: readonly Value[], found: string | null, usual: Value): Value {
    return values.find((value) => value === found) ?? usual;
}
