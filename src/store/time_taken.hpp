#pragma once
// Middles and nine tenths of many durations, exactly.

#include <cstdint>
#include <optional>
#include <vector>

#include "store/flow.hpp"

namespace reeve::store {

// Micros, in any order; taken apart on the way. Nothing when there are none.
[[nodiscard]] std::optional<std::int64_t> median_s(std::vector<std::int64_t>& micros);
[[nodiscard]] TimeTaken time_taken(std::vector<std::int64_t>& micros);

}  // namespace reeve::store
