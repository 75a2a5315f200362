#pragma once
// The way of a finding, or another one to the same where a real record does not go that one.

#include "verify/finding.hpp"
#include "verify/replay.hpp"

namespace reeve::verify {

// Whether a real record went it. The finding then tells the way that it went: the shortest of all, or one of
// a few beside it.
[[nodiscard]] bool has_real_way(const Exploration& found, Finding& finding, const AllExplored& types);

}  // namespace reeve::verify
