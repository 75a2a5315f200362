// The list's filters live in the address: a copied link shows the same list.

import { type PlainWord, is_word } from '../../words';

export const filter_names = [
    'q', 'process', 'type', 'kind', 'state', 'priority', 'rank', 'assignee', 'holder', 'team',
    'organisation', 'service', 'reporter',
] as const;

export type FilterName = (typeof filter_names)[number];
export const sorts = ['due', 'created', 'updated', 'number', 'priority'] as const;
export type Sort = (typeof sorts)[number];
export const opens = ['true', 'false', 'any'] as const;
export type Open = (typeof opens)[number];

/** Where the newest is wanted on top. */
const newest_first: readonly Sort[] = ['created', 'updated', 'number'];

export interface Filters {
    open: Open;
    sort: Sort;
    chosen: Partial<Record<FilterName, string>>;
}

/** Reads an address's query. What it does not know it leaves out; a list never fails on an old link. */
export function filters_from(query: URLSearchParams): Filters {
    const chosen: Filters['chosen'] = {};
    for (const name of filter_names) {
        const value = query.get(name);
        if (value !== null && value !== '') {
            chosen[name] = value;
        }
    }
    return {
        open: one_of(opens, query.get('open'), 'true'),
        sort: one_of(sorts, query.get('sort'), 'due'),
        chosen,
    };
}

/** The address of a list. What is as usual stays out of it, so that the plain queue is `/`. */
export function address_of(filters: Filters): string {
    const query = new URLSearchParams();
    for (const name of filter_names) {
        const value = filters.chosen[name];
        if (value !== undefined && value !== '') {
            query.set(name, value);
        }
    }
    if (filters.open !== 'true') {
        query.set('open', filters.open);
    }
    if (filters.sort !== 'due') {
        query.set('sort', filters.sort);
    }
    const text = query.toString();
    return text === '' ? '/' : `/?${text}`;
}

/** The API's query for a list. `me` in an address stands for whoever reads it. */
export function list_query(filters: Filters, me: string): URLSearchParams {
    const query = new URLSearchParams();
    for (const name of filter_names) {
        const value = filters.chosen[name];
        if (value !== undefined) {
            query.set(name, value === 'me' && (name === 'assignee' || name === 'reporter') ? me : value);
        }
    }
    if (filters.open !== 'any') {
        query.set('open', filters.open);
    }
    query.set('sort', newest_first.includes(filters.sort) ? `-${filters.sort}` : filters.sort);
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
