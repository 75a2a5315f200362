#pragma once
// The names of processes, types, states and roles that a list may be asked by: one that does not exist is
// refused rather than finding nothing.

#include <string>

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/query.hpp"

namespace reeve::http {

// Every name of the filter is one of a process that is or was in force here, of the filter's process and type
// where it names these. Refusal malformed, with the nearest right name.
[[nodiscard]] Outcome<void> check_names(const desk::World& world, const store::Filter& filter);

// The parties of whom a record may wait, and "any".
[[nodiscard]] Outcome<void> check_waiting(const std::string& waiting);

}  // namespace reeve::http
