#pragma once
// Roles that nobody has together (`disjoint`): who would, also through others in whose place she votes.

#include <vector>

#include "base/outcome.hpp"
#include "desk/world.hpp"

namespace reeve::desk {

// Of the person as she is about to be, under the active processes, and of whoever she names to vote in her
// place.
[[nodiscard]] std::vector<Unmet> held_together(const World& world, const records::Person& person,
                                               Instant now);
// The same as a refusal.
[[nodiscard]] Outcome<void> check_apart(const World& world, const records::Person& person, Instant now);
// Of everybody under this version of a process; the first 20 are named.
[[nodiscard]] std::vector<Unmet> held_together(const records::Directory& directory,
                                               const process::Process& process, Instant now);

}  // namespace reeve::desk
