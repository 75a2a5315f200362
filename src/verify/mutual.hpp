#pragma once
// Records of two types that are linked to each other and wait for each other: on the product of what each
// type's exploration shows of its state and of where the other stands (semantics section 9).

#include <utility>
#include <vector>

#include "verify/finding.hpp"

namespace reeve::verify {

// From which state to which the records of a type were seen to go, where all of it was explored.
[[nodiscard]] std::vector<std::pair<Index, Index>> outcomes_seen(const Exploration& found);

// Whether the model would be another one, were partners known to go so.
[[nodiscard]] bool depends_on(const Model& model, const Outcomes& before, const Outcomes& after);

// `explorations`: of every type of the process, in its order.
[[nodiscard]] std::vector<Finding> mutual_waits(const std::vector<Exploration>& explorations,
                                                const Places& places);

}  // namespace reeve::verify
