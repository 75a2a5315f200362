#pragma once
// What speaks against a version of a process that would take another's place.

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/query.hpp"

namespace reeve::desk {

// Refused (unmet) where the version would hurt somebody: other processes that read what it no longer offers,
// who agreed on targets that it could not keep, open records of earlier versions that it would leave without
// a way to it; of these those are named that the person may know. `next` need not be installed.
[[nodiscard]] Outcome<void> check_successor(store::Reader& reader, const World& world,
                                            const records::Person& person, const process::Process& next,
                                            Instant now);

}  // namespace reeve::desk
