#pragma once
// Open records that another version of their process would leave without a way to it.

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/query.hpp"

namespace reeve::desk {

// Refused (unmet) where the type, the state, the holder's role, a link or a needed value of an open record of
// an earlier version has no place in `next` and its `moves` do not say what becomes of it; and where `moves`
// names what the version that it is about does not have. The first 20 are named, of those that she may know;
// all are counted. `next` need not be installed.
[[nodiscard]] Outcome<void> check_stranding(store::Reader& reader, const World& world,
                                            const records::Person& person, const process::Process& next);

}  // namespace reeve::desk
