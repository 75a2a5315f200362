#pragma once
// What decides what somebody may know, as one number: two that differ mean that what she has seen may be more
// or less than what she may see now.

#include <cstdint>

#include "desk/world.hpp"

namespace reeve::desk {

// Of her sight, and of which versions of her processes are active.
[[nodiscard]] std::uint64_t rights_of(const World& world, const records::Person& person,
                                      const store::Sight& sight);

}  // namespace reeve::desk
