#pragma once
// What is agreed about a process: words that hold now or will, and whether a version of it can keep them.

#include <vector>

#include "base/outcome.hpp"
#include "desk/world.hpp"

namespace reeve::desk {

// The versions of an agreement that count from now on: the agreed one that holds, those agreed for later, and
// the newest, which may only be proposed.
[[nodiscard]] std::vector<const records::Agreement*> words_to_come(const records::Directory& directory,
                                                                   const records::Agreement& agreement,
                                                                   Instant now);

// Targets of such words that the active version of the process knows and `next` does not: its clock, or a
// field, value or role that it asks for. A sentence each, by what="agreement".
[[nodiscard]] std::vector<Unmet> unkept_promises(const World& world, const process::Process& next,
                                                 Instant now);

}  // namespace reeve::desk
