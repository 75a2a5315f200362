#pragma once
// What happened to records after a place in the journal.

#include "store/query.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// Within a snapshot of the caller's.
[[nodiscard]] Since happened_since(Connection& connection, const Sight& sight, std::int64_t after,
                                   SinceLimits limits);

}  // namespace reeve::store::sqlite
