#pragma once
// Which changes to the directory reach clocks that run.

#include "records/directory.hpp"
#include "records/event.hpp"

namespace reeve::records {

// Whether clocks may count otherwise after the event of the directory: a calendar says something else, an
// organisation or a team has other hours, an agreement other words. What is new moves none.
[[nodiscard]] bool moves_clocks(const Directory& before, const Directory& after, const Event& event);

}  // namespace reeve::records
