#pragma once
// How many records somebody may know that a filter lets through, as far as it may cost.

#include "store/query.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// Within a snapshot of the caller's. `gather_max` as the planner has it.
[[nodiscard]] Counted count_records(Connection& connection, const Sight& sight, const Filter& filter,
                                    std::int64_t most, std::int64_t gather_max);

}  // namespace reeve::store::sqlite
