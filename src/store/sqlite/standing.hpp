#pragma once
// Where things stand, read along the rows of what is open.

#include "store/query.hpp"
#include "store/sqlite/lists.hpp"

namespace reeve::store::sqlite {

// Within a snapshot of the caller's.
[[nodiscard]] Standing standing_of(ListReading& reading, const Sight& sight,
                                   const StandingQuestion& question);

}  // namespace reeve::store::sqlite
