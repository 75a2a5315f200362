#pragma once
// How a list is read so that it is quick among a million records. Within one process and one value of `open`,
// either few rows match something that has an index: then these are gathered and sorted; or many do: then the
// order's own index is walked until the page is full. Which it is, is measured with a bound; both give the
// same rows.

#include <string>
#include <vector>

#include "store/sqlite/connection.hpp"
#include "store/sqlite/list_terms.hpp"

namespace reeve::store::sqlite {

// "FROM … WHERE …", to which terms may be added. The sources of one plan have no row in common.
struct Source {
    Sql rows;
};

struct Plan {
    std::vector<Source> to_list;  // none: no row can match
    std::vector<Source> to_count;
};

class Planner {
public:
    // `gather_max`: of more rows than that an order is walked instead.
    Planner(Connection& connection, const Filter& filter, std::int64_t gather_max);

    [[nodiscard]] Plan plan(const Scope& scope, bool open);

private:
    enum class Way : std::uint8_t { walk, facet, words, parties };
    struct Choice {
        Way way = Way::walk;
        const Facet* facet = nullptr;
        std::int64_t cost = 0;
    };
    [[nodiscard]] Choice choose(const Scope& scope, bool open, const std::string& match);
    // The number of rows, or `most` when there are at least so many.
    [[nodiscard]] std::int64_t size_of(const Sql& rows, std::int64_t most);
    [[nodiscard]] std::int64_t party_cost(const Scope& scope, bool open, std::int64_t most);
    [[nodiscard]] Sql rows_of_facet(const Facet& facet, const Scope& scope, bool open) const;
    [[nodiscard]] std::vector<Source> sources(const Choice& choice, const Scope& scope, bool open,
                                              const std::string& match);
    [[nodiscard]] std::vector<Source> party_sources(const Scope& scope, bool open, const std::string& match);

    Connection& connection_;
    const Filter& filter_;
    std::int64_t gather_max_;
    std::vector<Facet> facets_;
    Sql terms_;
    Order order_;
};

}  // namespace reeve::store::sqlite
