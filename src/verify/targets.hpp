#pragma once
// Whether what clocks ask for can be, in the time in which they count (semantics section 11).

#include <vector>

#include "verify/finding.hpp"

namespace reeve::verify {

// `explorations`: of every type of the process, in its order. `files`: demo.yaml among them where there is
// one; without it nothing is known of calendars, and only what counts round the clock is judged.
[[nodiscard]] std::vector<Finding> impossible_targets(const process::Process& process,
                                                      const std::vector<Exploration>& explorations,
                                                      const std::vector<process::SourceFile>& files,
                                                      const Places& places);

}  // namespace reeve::verify
