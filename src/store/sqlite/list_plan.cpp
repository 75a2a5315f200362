#include "store/sqlite/list_plan.hpp"

#include <algorithm>

namespace reeve::store::sqlite {
namespace {

// Costs are in units of one look-up of a record's row; reading the copies of one party side by side is
// cheaper.
constexpr std::int64_t party_rows_per_cost = 4;
// Not worth looking further.
constexpr std::int64_t cheap = 100;

}  // namespace

Planner::Planner(Connection& connection, const Filter& filter, std::int64_t gather_max)
    : connection_(connection),
      filter_(filter),
      gather_max_(gather_max),
      facets_(facets_of(filter)),
      terms_(terms_of(facets_)),
      order_(order_of(filter)) {}

std::int64_t Planner::size_of(const Sql& rows, std::int64_t most) {
    Sql sql;
    sql.add("SELECT count(*) FROM (SELECT 1 ").add(rows).add(" LIMIT ?)", most);
    Statement count(connection_, sql.text);
    sql.bind_to(count);
    return count.step() ? count.integer(0) : 0;
}

Sql Planner::rows_of_facet(const Facet& facet, const Scope& scope, bool open) const {
    Sql sql;
    return sql.add("FROM record r INDEXED BY ")
        .add(facet.index)
        .add(" WHERE r.process = ?", scope.process)
        .add(" AND r.open = ?", open);
}

std::int64_t Planner::party_cost(const Scope& scope, bool open, std::int64_t most) {
    std::int64_t rows = 0;
    const std::int64_t rows_max = most * party_rows_per_cost;
    for (const Id party : scope.parties) {
        Sql of_party;
        of_party.add("FROM record_party r WHERE r.process = ?", scope.process)
            .add(" AND r.party = ?", party)
            .add(" AND r.open = ?", open);
        rows += size_of(of_party, rows_max);
        if (rows >= rows_max) {
            return most;
        }
    }
    Sql of_person;
    of_person.add("FROM record_person r WHERE r.person = ?", scope.person)
        .add(" AND r.process = ?", scope.process);
    // Rounded up: a cost of nothing means that there is nothing.
    return std::min(most, (rows + party_rows_per_cost - 1) / party_rows_per_cost + size_of(of_person, most));
}

Planner::Choice Planner::choose(const Scope& scope, bool open, const std::string& match) {
    Choice best{Way::walk, nullptr, gather_max_};
    const auto consider = [&](Way way, const Facet* facet, std::int64_t cost) {
        if (cost < best.cost) {
            best = {way, facet, cost};
        }
    };
    for (const Facet& facet : facets_) {
        if (!facet.index.empty() && best.cost > cheap) {
            consider(Way::facet, &facet,
                     size_of(rows_of_facet(facet, scope, open).add(terms_of({facet})), best.cost));
        }
    }
    if (!scope.whole && best.cost > cheap) {
        consider(Way::parties, nullptr, party_cost(scope, open, best.cost));
    }
    if (!match.empty() && best.cost > cheap) {
        Sql found;
        consider(Way::words, nullptr,
                 size_of(found.add("FROM search WHERE search MATCH ?", match), best.cost));
    }
    return best;
}

std::vector<Source> Planner::party_sources(const Scope& scope, bool open, const std::string& match) {
    std::vector<Source> sources;
    for (std::size_t i = 0; i < scope.parties.size(); ++i) {
        Sql sql;
        sql.add("FROM record_party r WHERE r.process = ?", scope.process)
            .add(" AND r.party = ?", scope.parties[i])
            .add(" AND r.open = ?", open)
            .add(terms_)
            .add(not_of_parties(scope, i))
            .add(matches(match));
        sources.push_back({std::move(sql)});
    }
    Sql own;
    own.add("FROM record_person w CROSS JOIN record r ON r.key = w.key WHERE w.person = ?", scope.person)
        .add(" AND w.process = ?", scope.process)
        .add(" AND r.open = ?", open)
        .add(terms_)
        .add(not_of_parties(scope, scope.parties.size()))
        .add(matches(match));
    sources.push_back({std::move(own)});
    return sources;
}

std::vector<Source> Planner::sources(const Choice& choice, const Scope& scope, bool open,
                                     const std::string& match) {
    Sql sql;
    switch (choice.way) {
        case Way::parties: return party_sources(scope, open, match);
        case Way::facet: sql.add(rows_of_facet(*choice.facet, scope, open)).add(matches(match)); break;
        case Way::words:
            sql.add("FROM search CROSS JOIN record r ON r.key = search.rowid WHERE search MATCH ?", match)
                .add(" AND r.process = ?", scope.process)
                .add(" AND r.open = ?", open);
            break;
        case Way::walk:
            sql.add("FROM record r INDEXED BY ")
                .add(order_.index)
                .add(" WHERE r.process = ?", scope.process)
                .add(" AND r.open = ?", open)
                .add(matches(match));
            break;
    }
    return {Source{sql.add(terms_).add(membership(scope))}};
}

Plan Planner::plan(const Scope& scope, bool open) {
    const std::string match = match_of(filter_.q, scope.internal);
    Choice choice = choose(scope, open, match);
    if (choice.way != Way::walk && choice.cost == 0) {  // nothing matches
        return {};
    }
    Plan plan;
    plan.to_list = sources(choice, scope, open, match);
    // A count reads all that match: with an index of one of the filters it reads the fewest.
    if (choice.way == Way::walk && match.empty()) {
        const auto indexed =
            std::ranges::find_if(facets_, [](const Facet& facet) { return !facet.index.empty(); });
        if (indexed != facets_.end()) {
            choice = {Way::facet, &*indexed, 0};
        } else if (!scope.whole) {
            choice = {Way::parties, nullptr, 0};
        }
    } else if (choice.way == Way::walk) {
        choice = {Way::words, nullptr, 0};
    }
    plan.to_count = sources(choice, scope, open, match);
    return plan;
}

}  // namespace reeve::store::sqlite
