#pragma once
// Calendars that processes name: whether they are there, and stay there under that name.

#include <vector>

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/store.hpp"

namespace reeve::desk {

// Those that the version names and that are not there: what counts in them can neither begin nor be counted.
// A sentence each, by what="calendar" and its name.
[[nodiscard]] std::vector<Unmet> missing_calendars(const World& world, const process::Process& process);

// Refused (unmet) where the calendar would have another name while something counts in it by the one that it
// has: in active versions of processes, and in those of which records are open. They are named.
[[nodiscard]] Outcome<void> check_renamed(store::Store& store, const World& world,
                                          const records::WorkingCalendar& before,
                                          const records::WorkingCalendar& after);

}  // namespace reeve::desk
