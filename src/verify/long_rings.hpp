#pragma once
// Which of many that ask about each other do so in a ring that is too long to be looked at.

#include <cstddef>
#include <vector>

namespace reeve::verify {

// Who asks about whom. Groups within which each comes to each, in which there is a ring of more than
// `ring_most`; each in order.
[[nodiscard]] std::vector<std::vector<std::size_t>> long_rings(const std::vector<std::vector<bool>>& asks);

}  // namespace reeve::verify
