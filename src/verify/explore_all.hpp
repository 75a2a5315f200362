#pragma once
// Every record type of a process, each explored against what its partners were seen to do.

#include <span>
#include <vector>

#include "verify/explore.hpp"

namespace reeve::verify {

struct ExploredAll {
    std::vector<Exploration> types;     // of the process, in its order
    std::vector<Exploration> partners;  // of other processes, as far as something here depends on them
};

// All of them together stay within the bounds' bytes and steps: half of each is shared evenly, the other half
// is for whoever needs it first; what is over goes to those that were not explored whole.
[[nodiscard]] ExploredAll explore_all(const process::Process& process, const Bounds& bounds,
                                      std::span<const process::Process* const> beside = {});

}  // namespace reeve::verify
