#pragma once
// Links between processes: whether what one reads of another is there and shared.

#include <span>
#include <vector>

#include "base/outcome.hpp"
#include "desk/demo.hpp"
#include "desk/world.hpp"

namespace reeve::desk {

// What would not hold between this version, once it is the active one, and the other active processes: of its
// own links, and of those that lead to it. A process that is not here says nothing; linking to it is refused
// until it is.
[[nodiscard]] std::vector<Unmet> unmet_links(const World& world, const process::Process& next);

// What links of other active processes read of the active version of this process and would no longer find in
// `next`: names that it withdraws while they are used.
[[nodiscard]] std::vector<Unmet> withdrawn(const World& world, const process::Process& next);

// The active processes to whose records this one links, and those to which they link in turn.
[[nodiscard]] std::vector<ProcessVersion> partners_of(const World& world, const process::Process& of);

// The active processes that a rehearsal of this version may name as being there too.
[[nodiscard]] std::vector<ProcessVersion> perhaps_beside(const World& world, const ProcessVersion& version);

[[nodiscard]] std::vector<process::ProcessPtr> processes_of(std::span<const ProcessVersion> versions);
// As they were sent, without their rehearsals.
[[nodiscard]] std::vector<ShippedProcess> shipped_of(std::span<const ProcessVersion> versions);

}  // namespace reeve::desk
