// Lists by deadline where clocks that are kept for her make records due for her sooner than for others.
#include <algorithm>
#include <iterator>

#include "store/sqlite/list_plan.hpp"
#include "store/sqlite/shelves.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr std::int64_t looked_at_most = 3000;

Sql rows_by_rank(const Scope& scope, bool open) {
    Sql sql;
    return sql.add("FROM record r INDEXED BY record_by_priority WHERE r.shelf = ")
        .add(shelf_of_process, scope.process)
        .add(" AND r.open = ?", open);
}

Sources shown(Sources list, const Scope& scope) {
    for (Source& source : list) {
        source.due = due_of_row(scope, true);
    }
    return list;
}

void append(Sources& list, Sources more) {
    std::ranges::move(more, std::back_inserter(list));
}

}  // namespace

bool has_kept(Connection& connection, const Scope& scope, bool open) {
    return !scope.audiences.empty() && Bound(connection, any_kept(scope, open)).step();
}

// `once`: of which audience a row counts that is there for several.
Source Planner::kept_source(const Place& place, const std::string& audience, const Sql& once) const {
    Sql due;
    due.add("k.due");
    Sql rows = kept_rows(place.scope, place.open, audience);
    rows.add(due_terms_of(place.facets, due));
    Sql test = terms_of(place.facets, due);
    test.add(matches(place.match)).add(membership(place.scope)).add(once);
    return {std::move(rows), std::move(test), order_.first == "r.due", true, {}, {}};
}

Sources Planner::kept_sources(const Place& place) const {
    Sources list;
    const Sql once = is_earliest_kept(place.scope);
    for (const std::string& audience : place.scope.audiences) {
        list.push_back(kept_source(place, audience, once));
    }
    return list;
}

std::vector<std::int64_t> Planner::ranks_in(const Place& place) const {
    std::vector<std::int64_t> ranks;
    for (std::int64_t last = -1;;) {
        Sql sql;
        sql.add("SELECT r.rank ")
            .add(rows_by_rank(place.scope, place.open))
            .add(" AND r.rank > ? ORDER BY r.rank LIMIT 1", last);
        Bound next(connection_, sql);
        if (!next.step()) {
            break;
        }
        last = next.integer(0);
        if (!filter_.rank || last == (*filter_.rank == 0 ? rank_none : std::int64_t{*filter_.rank})) {
            ranks.push_back(last);
        }
    }
    if (order_.descending) {
        std::ranges::reverse(ranks);
    }
    return ranks;
}

// Deadlines sort within each rank: of a small one its rows are looked at, of a large one what is kept, and
// apart from that the others.
Sources Planner::by_rank(const Place& place, const Place& others) {
    const std::int64_t few = std::min(looked_at_most, gather_max_);
    Sources list;
    const auto add = [&](Source source, std::int64_t rank) {
        source.rank = rank;
        list.push_back(std::move(source));
    };
    for (const std::int64_t rank : ranks_in(place)) {
        Sql rows = rows_by_rank(place.scope, place.open);
        rows.add(" AND r.rank = ?", rank);
        if (size_of(rows, few + 1) <= few) {
            Sql test = place.terms;
            test.add(matches(place.match)).add(membership(place.scope));
            add({std::move(rows), std::move(test), false, false, due_of_row(place.scope, true), {}}, rank);
            continue;
        }
        for (Source& source : kept_sources(place)) {
            source.test.add(" AND r.rank = ?", rank);
            source.ordered = true;
            add(std::move(source), rank);
        }
        for (Source& source : walk_sources(others)) {
            source.rows.add(" AND r.rank = ?", rank);
            add(std::move(source), rank);
        }
    }
    return list;
}

Sources Planner::walks_by_shown(const Place& place, const Place& others) {
    if (order_.first == "r.due") {
        // What is kept comes first: where it fills the page the others need not be walked to their end.
        Sources list = kept_sources(place);
        append(list, walk_sources(others));
        return list;
    }
    if (order_.by_due()) {
        return by_rank(place, others);
    }
    const std::int64_t few = std::min(looked_at_most, gather_max_);
    Sources kept = kept_sources(place);
    std::int64_t rows = 0;
    for (const Source& source : kept) {
        rows += size_of(source.rows, few + 1);
    }
    const Choice choice = choose(others);
    if (rows > few || choice.way == Way::walk) {
        return walk_sources(place);
    }
    append(kept, sources(choice, others));
    return kept;
}

// Kept clocks make records due sooner, never later: those that are due by what everybody sees, and those that
// are by what is kept alone.
Sources Planner::count_by_shown(const Choice& listed, const Place& shown, const Place& place) {
    const Choice choice = choice_to_count(shown, listed);
    const bool by_deadline = choice.way == Way::walk || (choice.facet != nullptr && choice.facet->of_order);
    const auto bound = std::ranges::find_if(shown.facets, &Facet::of_order);
    if (!by_deadline || bound == shown.facets.end()) {
        return sources(choice, shown);
    }
    Sources list = sources(choice, place);
    const std::vector<std::string>& audiences = shown.scope.audiences;
    for (std::size_t i = 0; i < audiences.size(); ++i) {
        Source source = kept_source(shown, audiences[i], is_first_kept(shown.scope, i, bound->until));
        Sql test;
        test.add(" AND r.due > ?", bound->until).add(source.test);
        source.test = std::move(test);
        list.push_back(std::move(source));
    }
    return list;
}

Plan Planner::plan_by_shown(const Place& place) {
    Place shown_place = place;
    shown_place.shown = true;
    shown_place.terms = terms_of(place.facets, due_of_row(place.scope, true));
    const Choice choice = choose(shown_place);
    if (choice.way != Way::walk) {
        if (choice.cost == 0) {  // nothing matches
            return {};
        }
        const Sources list = shown(sources(choice, shown_place), place.scope);
        return {list, list};
    }
    Place others = place;
    others.terms.add(not_kept(place.scope));
    return {walks_by_shown(shown_place, others), count_by_shown(choice, shown_place, place)};
}

}  // namespace reeve::store::sqlite
