#pragma once

#include "records/change.hpp"
#include "records/writer_internal.hpp"

namespace reeve::records {

// As encode(change), with its instants in the form in which they are hashed where that is asked for.
[[nodiscard]] Json encode(const Change& change, InstantForm instants);

}  // namespace reeve::records
