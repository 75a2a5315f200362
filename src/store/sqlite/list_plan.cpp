#include "store/sqlite/list_plan.hpp"

#include <algorithm>
#include <cmath>

#include "store/sqlite/shelves.hpp"

namespace reeve::store::sqlite {
namespace {

// Costs are in units of one look-up of a record's row; reading the copies of one party side by side is
// cheaper.
constexpr std::int64_t party_rows_per_cost = 4;
// An index that has all that is read is cheaper still.
constexpr std::int64_t covered_rows_per_cost = 6;
// Not worth looking further.
constexpr std::int64_t cheap = 100;
// A walk ends when so many rows matched: a page and one more.
constexpr std::int64_t page_rows = 51;
// Gathering so many is quick, and a walk is slow where what matches lies at the far end of the order.
constexpr std::int64_t gathered_quickly = 3000;
constexpr std::int64_t partition_most = 200'000;
constexpr int uses_of_a_size = 1000;

Sql rows_of_record(std::string_view index, const Scope& scope, bool open) {
    Sql sql;
    return sql.add("FROM record r INDEXED BY ")
        .add(index)
        .add(" WHERE r.shelf = ")
        .add(shelf_of_process, scope.process)
        .add(" AND r.open = ?", open);
}

// All rows of a party: side by side, or in an order.
Sql rows_of_party(std::string_view index, const Scope& scope, bool open, Id party) {
    Sql sql;
    sql.add("FROM record_party r");
    if (!index.empty()) {
        sql.add(" INDEXED BY ").add(index);
    }
    return sql.add(" WHERE r.shelf = ")
        .add(shelf_of_party, scope.process, party)
        .add(" AND r.open = ?", open);
}

Sql rows_of_number(const Scope& scope, bool open) {
    Sql sql;
    return sql.add("FROM record r INDEXED BY record_numbered WHERE +r.process = ?", scope.process)
        .add(" AND +r.open = ?", open);
}

}  // namespace

std::int64_t PartitionSizes::size(Connection& connection, const std::string& process, bool open) {
    Known& known = known_[{process, open}];
    if (known.uses_left-- <= 0) {
        Sql sql;
        sql.add("SELECT count(*) FROM (SELECT 1 FROM record INDEXED BY record_by_number WHERE shelf = ")
            .add(shelf_of_process, process)
            .add(" AND open = ? LIMIT ?)", open, partition_most);
        Bound count(connection, sql);
        known.rows = count.step() ? count.integer(0) : 0;
        known.uses_left = uses_of_a_size;
    }
    return known.rows;
}

Planner::Planner(Connection& connection, PartitionSizes& sizes, const Filter& filter, std::int64_t gather_max)
    : connection_(connection),
      sizes_(sizes),
      filter_(filter),
      gather_max_(gather_max),
      order_(order_of(filter)) {}

std::int64_t Planner::size_of(const Sql& rows, std::int64_t most) {
    Sql sql;
    sql.add("SELECT count(*) FROM (SELECT 1 ").add(rows).add(" LIMIT ?)", most);
    Bound count(connection_, sql);
    return count.step() ? count.integer(0) : 0;
}

std::int64_t Planner::size_of_party(const Place& place, Id party, std::int64_t most) {
    return size_of(rows_of_party("record_party_by_number", place.scope, place.open, party), most);
}

std::int64_t Planner::cost_of(const Facet& facet, const Place& place, std::int64_t most) {
    const bool alone = place.facets.size() == 1 && place.match.empty() && place.scope.whole;
    std::int64_t cost = 0;
    for (const Facet::Way& way : facet.ways) {
        if (cost >= most) {
            break;
        }
        if (!way.party.empty()) {
            const std::int64_t rows = size_of_party(place, way.party, (most - cost) * party_rows_per_cost);
            cost += (rows + party_rows_per_cost - 1) / party_rows_per_cost;
        } else if (way.index == "record_numbered") {
            cost += size_of(rows_of_number(place.scope, place.open).add(way.term), most - cost);
        } else if (alone && way.covers && order_.first != "r.updated") {
            const std::int64_t rows =
                size_of(rows_of_record(way.index, place.scope, place.open).add(way.term),
                        (most - cost) * covered_rows_per_cost);
            cost += (rows + covered_rows_per_cost - 1) / covered_rows_per_cost;
        } else {
            cost += size_of(rows_of_record(way.index, place.scope, place.open).add(way.term), most - cost);
        }
    }
    return cost;
}

std::int64_t Planner::cost_of_parties(const Place& place, std::int64_t most) {
    std::int64_t rows = 0;
    const std::int64_t rows_max = most * party_rows_per_cost;
    for (const Id party : place.scope.parties) {
        rows += size_of_party(place, party, rows_max - rows);
        if (rows >= rows_max) {
            return most;
        }
    }
    Sql of_person;
    of_person.add("FROM record_person r WHERE r.person = ?", place.scope.person)
        .add(" AND r.process = ?", place.scope.process)
        .add(" AND r.open = ?", place.open);
    // Rounded up: a cost of nothing means that there is nothing.
    return std::min(most, (rows + party_rows_per_cost - 1) / party_rows_per_cost + size_of(of_person, most));
}

Planner::Choice Planner::choose(const Place& place) {
    if (place.facets.empty() && place.match.empty()) {
        return {};
    }
    if (!filter_.numbers.empty()) {  // the first facet; only a record itself has its number
        return {Way::facet, &place.facets.front(), cost_of(place.facets.front(), place, gather_max_ + 1)};
    }
    if (!place.shown && place.facets.size() == 1 && place.match.empty() && facet_in_order(place) != nullptr) {
        return {};
    }
    // Of n rows among t, gathering looks at n, and walking at t for each n of a page.
    const auto worth = static_cast<std::int64_t>(std::sqrt(
        static_cast<double>(page_rows * sizes_.size(connection_, place.scope.process, place.open))));
    Choice best{Way::walk, nullptr, std::min(gather_max_, std::max(worth, gathered_quickly) + 1)};
    const auto consider = [&](Way way, const Facet* facet, std::int64_t cost) {
        if (cost < best.cost) {
            best = {way, facet, cost};
        }
    };
    for (const Facet& facet : place.facets) {
        if (!facet.ways.empty() && !(place.shown && facet.of_order) && best.cost > cheap) {
            consider(Way::facet, &facet, cost_of(facet, place, best.cost));
        }
    }
    if (!place.scope.whole && best.cost > cheap) {
        consider(Way::parties, nullptr, cost_of_parties(place, best.cost));
    }
    if (!place.match.empty() && best.cost > cheap) {
        Sql found;
        consider(Way::words, nullptr,
                 size_of(found.add("FROM search WHERE search MATCH ?", place.match), best.cost));
    }
    return best;
}

Sources Planner::party_sources(const Place& place, bool ordered) const {
    Sources list;
    const Scope& scope = place.scope;
    for (std::size_t i = 0; i < scope.parties.size(); ++i) {
        Sql test = place.terms;
        test.add(not_of_parties(scope, i)).add(matches(place.match));
        list.push_back({rows_of_party(ordered ? order_.party_index : "", scope, place.open, scope.parties[i]),
                        std::move(test), ordered});
    }
    Sql own;
    own.add("FROM record_person w CROSS JOIN record r ON r.key = w.key WHERE w.person = ?", scope.person)
        .add(" AND w.process = ?", scope.process)
        .add(" AND w.open = ?", place.open);
    Sql test = place.terms;
    test.add(not_of_parties(scope, scope.parties.size())).add(matches(place.match));
    list.push_back({std::move(own), std::move(test), false});
    return list;
}

const Facet* Planner::facet_in_order(const Place& place) const {
    if (order_.first != "r.due" || !place.scope.whole) {
        return nullptr;
    }
    const auto by_due = [](const Facet& facet) {
        return !facet.ways.empty() && std::ranges::all_of(facet.ways, &Facet::Way::by_due);
    };
    const auto found = std::ranges::find_if(place.facets, by_due);
    return found == place.facets.end() ? nullptr : &*found;
}

Sources Planner::walk_sources(const Place& place) const {
    const Scope& scope = place.scope;
    Sql bounds;
    if (order_.first == "r.due") {
        for (const Facet& facet : place.facets) {
            bounds.add(facet.of_order ? facet.term : Sql{});
        }
    }
    const auto of_party = std::ranges::find_if(place.facets, [](const Facet& facet) {
        return facet.ways.size() == 1 && !facet.ways.front().party.empty();
    });
    const Facet* facet = facet_in_order(place);
    if (facet != nullptr && of_party == place.facets.end()) {
        Sources list;
        for (const Facet::Way& way : facet->ways) {
            Sql rows = rows_of_record(way.index, scope, place.open);
            Sql test = place.terms;
            list.push_back(
                {std::move(rows.add(way.term).add(bounds)), std::move(test.add(matches(place.match))), true});
        }
        return list;
    }
    if (!scope.whole && of_party == place.facets.end()) {
        return party_sources(place, true);
    }
    Source source;
    source.rows = of_party == place.facets.end()
                      ? rows_of_record(order_.index, scope, place.open)
                      : rows_of_party(order_.party_index, scope, place.open, of_party->ways.front().party);
    source.rows.add(bounds);
    source.test.add(place.terms).add(matches(place.match)).add(membership(scope));
    source.ordered = true;
    return {std::move(source)};
}

Sources Planner::sources(const Choice& choice, const Place& place) const {
    const Scope& scope = place.scope;
    Sql test = place.terms;
    test.add(membership(scope));
    Sources list;
    switch (choice.way) {
        case Way::walk: return walk_sources(place);
        case Way::parties: return party_sources(place, false);
        case Way::words: {
            Sql rows;
            rows.add("FROM search CROSS JOIN record r ON r.key = search.rowid WHERE search MATCH ?",
                     place.match)
                .add(" AND r.process = ?", scope.process)
                .add(" AND r.open = ?", place.open);
            list.push_back({std::move(rows), std::move(test), false});
            break;
        }
        case Way::facet:
            test.add(matches(place.match));
            for (const Facet::Way& way : choice.facet->ways) {
                Sql rows = !way.party.empty()               ? rows_of_party("", scope, place.open, way.party)
                           : way.index == "record_numbered" ? rows_of_number(scope, place.open)
                                                            : rows_of_record(way.index, scope, place.open);
                list.push_back({std::move(rows.add(way.term)), test, false});
            }
            break;
    }
    return list;
}

// A count reads all that match: with what holds the rows of one of the filters it reads the fewest.
Planner::Choice Planner::choice_to_count(const Place& place, Choice listed) const {
    if (listed.way != Way::walk) {
        return listed;
    }
    if (!place.match.empty()) {
        return {Way::words, nullptr, 0};
    }
    if (!place.scope.whole) {
        return {Way::parties, nullptr, 0};
    }
    const auto indexed =
        std::ranges::find_if(place.facets, [](const Facet& facet) { return !facet.ways.empty(); });
    return indexed == place.facets.end() ? listed : Choice{Way::facet, &*indexed, 0};
}

Plan Planner::plan_by_columns(const Place& place) {
    const Choice choice = choose(place);
    if (choice.way != Way::walk && choice.cost == 0) {  // nothing matches
        return {};
    }
    return {sources(choice, place), sources(choice_to_count(place, choice), place)};
}

Plan Planner::plan(const Scope& scope, bool open) {
    Place place{scope, open, match_of(filter_.q, scope.internal), facets_of(filter_, scope.process), {}};
    place.terms = terms_of(place.facets);
    const bool by_due = order_.by_due() || filter_.due_until.has_value();
    return by_due && has_kept(connection_, scope, open) ? plan_by_shown(place) : plan_by_columns(place);
}

}  // namespace reeve::store::sqlite
