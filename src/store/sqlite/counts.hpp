#pragma once
// How many records somebody may know that a filter lets through, as far as it may cost.

#include "store/query.hpp"
#include "store/sqlite/lists.hpp"

namespace reeve::store::sqlite {

// Within a snapshot of the caller's.
[[nodiscard]] Counted count_records(ListReading& reading, const Sight& sight, const Filter& filter,
                                    std::int64_t most);

}  // namespace reeve::store::sqlite
