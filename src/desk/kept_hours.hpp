#pragma once
// Hours in which clocks of open records count: that these can be counted on.

#include <type_traits>

#include "base/outcome.hpp"
#include "desk/world.hpp"
#include "store/store.hpp"

namespace reeve::desk {

template <class Entry>
constexpr bool has_hours =
    std::is_same_v<Entry, records::WorkingCalendar> || std::is_same_v<Entry, records::Organisation> ||
    std::is_same_v<Entry, records::Team>;

// Refused (unmet) where the calendar would have no hours of the week any more while clocks count working days
// in it: such a day has no length then. The records are named.
[[nodiscard]] Outcome<void> check_hours(store::Store& store, const World& world,
                                        const records::WorkingCalendar& before,
                                        const records::WorkingCalendar& after);
// The same of an organisation that would have another calendar; and where it would have none while clocks
// count in its hours.
[[nodiscard]] Outcome<void> check_hours(store::Store& store, const World& world,
                                        const records::Organisation& before,
                                        const records::Organisation& after);
// The same of a team that would have other hours: its own, or those of its organisation.
[[nodiscard]] Outcome<void> check_hours(store::Store& store, const World& world, const records::Team& before,
                                        const records::Team& after);

}  // namespace reeve::desk
