#pragma once
// Who may see a clock of a record that she may know: some are for their parties, or for certain roles, alone.

#include "desk/world.hpp"
#include "records/clock_change.hpp"

namespace reeve::desk {

[[nodiscard]] bool may_see(const World& world, const records::Person& person, const records::Record& record,
                           const records::ClockSet& clock);
// Whether the event says nothing but how clocks stand that she may not see.
[[nodiscard]] bool is_of_unseen_clocks(const World& world, const records::Person& person,
                                       const records::Record& record, const records::Event& event);

}  // namespace reeve::desk
