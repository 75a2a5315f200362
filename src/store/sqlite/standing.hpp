#pragma once
// Where things stand, read along the rows of what is open.

#include "store/query.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// Within a snapshot of the caller's. `gather_max` as the planner has it.
[[nodiscard]] Standing standing_of(Connection& connection, const Sight& sight,
                                   const StandingQuestion& question, std::int64_t gather_max);

}  // namespace reeve::store::sqlite
