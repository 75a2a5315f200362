// How saved views are called, where they lead, and which one a list is.

import type { Me, View, ViewCount } from '../../api/types';
import { is_word, say } from '../../words';
import { plain_name } from '../../words/titles';
import { type Filters, address_of, choose_the_same, filters_of_list } from '../queue/filters';

export function view_title(view: View): string {
    const word = `view.${view.id}`;
    return view.title ?? (is_word(word) ? say(word) : plain_name(view.id));
}

export function view_address(view: View): string {
    return address_of(filters_of_list(view.query));
}

/** `12`, `1,000+`; empty while it is not known. */
export function count_text(found: ViewCount | undefined): string {
    if (found === undefined || found.count === null) {
        return '';
    }
    const { count } = found;
    return found.more ? say('view.count_more', { count }) : say('view.count', { count });
}

/** The view that shows this list: the one in the same order, else one of the same records. */
export function view_of(filters: Filters, views: readonly View[]): View | null {
    const same = views.filter((view) => choose_the_same(filters_of_list(view.query), filters));
    return same.find((view) => filters_of_list(view.query).sort === filters.sort) ?? same[0] ?? null;
}

export function may_change(view: View, me: Me): boolean {
    return view.scope !== 'shipped' && (view.owner?.id === me.id || (view.scope === 'all' && me.administrator));
}

export interface ViewGroup {
    scope: View['scope'];
    title: string;
    views: View[];
}

/** In the order of the rail; groups without a view are left out. */
export function view_groups(views: readonly View[]): ViewGroup[] {
    const scopes = ['shipped', 'mine', 'team', 'all'] as const;
    return scopes
        .map((scope) => ({
            scope,
            title: say(`views.${scope}`),
            views: views.filter((view) => view.scope === scope),
        }))
        .filter((group) => group.views.length > 0);
}
