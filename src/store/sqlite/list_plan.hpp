#pragma once
// How a list is read so that it is quick among a million records. Within one process and one value of `open`,
// either few rows match something that holds them side by side: then these are gathered and sorted; or many
// do: then an order's own index is walked until the page is full, or, by deadline, the part of a filter's.
// Which it is, is measured with a bound; both give the same rows.

#include <map>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/list_terms.hpp"

namespace reeve::store::sqlite {

// The sources of one plan have no row in common.
struct Source {
    Sql rows;                          // "FROM … WHERE …", to which terms may be added
    Sql test;                          // " AND …": which of the rows match
    bool ordered = false;              // the rows come in the list's order by themselves
    bool kept = false;                 // its deadlines are those of `k` (kept_rows)
    Sql due;                           // else when its rows are due for her, if not by their own column
    std::optional<std::int64_t> rank;  // all its rows have that one; of `kept` they come by deadline
};
using Sources = std::vector<Source>;

struct Plan {
    Sources to_list;  // none: no row can match
    Sources to_count;
};

// Whether clocks that are kept for her make some of the records due for her before others see them so.
[[nodiscard]] bool has_kept(Connection& connection, const Scope& scope, bool open);

// How many rows there are of a process, open or not; asked anew once in a while, since it only weighs ways.
class PartitionSizes {
public:
    [[nodiscard]] std::int64_t size(Connection& connection, const std::string& process, bool open);

private:
    struct Known {
        std::int64_t rows = 0;
        int uses_left = 0;
    };
    std::map<std::pair<std::string, bool>, Known> known_;
};

class Planner {
public:
    // `gather_max`: of more rows than that an order is always walked instead.
    Planner(Connection& connection, PartitionSizes& sizes, const Filter& filter, std::int64_t gather_max);

    [[nodiscard]] Plan plan(const Scope& scope, bool open);

private:
    enum class Way : std::uint8_t { walk, facet, words, parties };
    struct Choice {
        Way way = Way::walk;
        const Facet* facet = nullptr;
        std::int64_t cost = 0;
    };
    struct Place {
        const Scope& scope;
        bool open;
        std::string match;
        std::vector<Facet> facets;
        Sql terms;
        bool shown = false;  // its terms are of when records are due for her: no index has that
    };
    // By the deadlines that everybody sees.
    [[nodiscard]] Plan plan_by_columns(const Place& place);
    // By those that she sees: few rows are looked at each for itself, and of many those that kept clocks make
    // due sooner apart from the others. (list_plan_kept.cpp)
    [[nodiscard]] Plan plan_by_shown(const Place& place);
    [[nodiscard]] Sources walks_by_shown(const Place& shown, const Place& others);
    [[nodiscard]] Sources count_by_shown(const Choice& listed, const Place& shown, const Place& place);
    [[nodiscard]] Source kept_source(const Place& place, const std::string& audience, const Sql& once) const;
    [[nodiscard]] Sources kept_sources(const Place& place) const;
    [[nodiscard]] Sources by_rank(const Place& shown, const Place& others);
    [[nodiscard]] std::vector<std::int64_t> ranks_in(const Place& place) const;
    [[nodiscard]] Choice choose(const Place& place);
    [[nodiscard]] Choice choice_to_count(const Place& place, Choice listed) const;
    // The number of rows, or `most` when there are at least so many.
    [[nodiscard]] std::int64_t size_of(const Sql& rows, std::int64_t most);
    [[nodiscard]] std::int64_t size_of_party(const Place& place, Id party, std::int64_t most);
    [[nodiscard]] std::int64_t cost_of(const Facet& facet, const Place& place, std::int64_t most);
    [[nodiscard]] std::int64_t cost_of_parties(const Place& place, std::int64_t most);
    [[nodiscard]] Sources sources(const Choice& choice, const Place& place) const;
    [[nodiscard]] Sources party_sources(const Place& place, bool ordered) const;
    [[nodiscard]] Sources walk_sources(const Place& place) const;
    // What holds the rows of one filter in the order of the list; null when nothing does.
    [[nodiscard]] const Facet* facet_in_order(const Place& place) const;

    Connection& connection_;
    PartitionSizes& sizes_;
    const Filter& filter_;
    std::int64_t gather_max_;
    Order order_;
};

}  // namespace reeve::store::sqlite
