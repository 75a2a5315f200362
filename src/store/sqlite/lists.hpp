#pragma once
// Lists: a page of the records that somebody may know and that a filter lets through, in order.

#include <optional>
#include <string_view>
#include <vector>

#include "store/query.hpp"
#include "store/sqlite/connection.hpp"
#include "store/sqlite/list_terms.hpp"

namespace reeve::store::sqlite {

struct ListQuestion {
    const Sight& sight;
    const Filter& filter;
    std::string_view after;
    std::size_t limit = 0;
    bool count = false;
};

// Within a snapshot of the caller's. `gather_max` as the planner has it.
[[nodiscard]] Page list_records(Connection& connection, const ListQuestion& question,
                                std::int64_t gather_max);

// The processes of which she may know something, with what; only `process` when one is named.
[[nodiscard]] std::vector<Scope> scopes_of(Connection& connection, const Sight& sight,
                                           std::string_view process);

// The record as stored; nothing when there is none or its body cannot be read.
[[nodiscard]] std::optional<records::Record> load_record(Connection& connection, std::int64_t key);

}  // namespace reeve::store::sqlite
