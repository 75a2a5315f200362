#pragma once
// Every record type of a process, each explored against what its partners were seen to do.

#include <vector>

#include "verify/explore.hpp"

namespace reeve::verify {

// By type. All of them together stay within the bounds' bytes and steps: half of each is shared evenly, the
// other half is for whoever needs it first; what is over goes to those that were not explored whole.
[[nodiscard]] std::vector<Exploration> explore_all(const process::Process& process, const Bounds& bounds);

}  // namespace reeve::verify
