#pragma once
// A clock as people look at it: how much has counted, how much is left, and why.

#include "desk/queries.hpp"

namespace reeve::desk {

enum class Explained : std::uint8_t { no, yes };

// `type` may be null: then nothing says which clock of the process it is.
[[nodiscard]] ClockView view_clock(const World& world, const process::RecordType* type,
                                   const records::ClockInstance& clock, Instant now, Explained explained);

}  // namespace reeve::desk
