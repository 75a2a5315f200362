#pragma once
// Records that are linked in a ring and wait for each other: on the product of what each type's exploration
// shows of its state and of where the next one stands (semantics section 9).

#include <vector>

#include "verify/finding.hpp"

namespace reeve::verify {

// Rings of so many types are looked at; that there are longer ones is told.
inline constexpr std::size_t ring_most = 3;

// `types`: of the whole process, in its order; `partners`: of others.
[[nodiscard]] std::vector<Finding> mutual_waits(const std::vector<Exploration>& types,
                                                const std::vector<Exploration>& partners,
                                                const Places& places);

}  // namespace reeve::verify
