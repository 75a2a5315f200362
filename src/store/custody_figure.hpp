#pragma once
// The figures of custody among those of flow_figure.hpp.

#include <optional>
#include <span>
#include <string_view>

#include "store/flow.hpp"

namespace reeve::store {

// `parts` of a key that begins with "kept", "returned" or "reason"; nothing when it is no figure's.
[[nodiscard]] std::optional<FlowTest> read_custody_figure(std::span<const std::string_view> parts);

}  // namespace reeve::store
