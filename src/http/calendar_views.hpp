#pragma once
// Calendars as they are shown: what holds now, until when, and what held or will hold at other times.

#include "base/instant.hpp"
#include "base/json.hpp"
#include "desk/world.hpp"

namespace reeve::http {

// In the version that holds at the instant.
[[nodiscard]] Json calendar_json(const desk::World& world, const records::WorkingCalendar& calendar,
                                 Instant now);
// And what it was before, and will be.
[[nodiscard]] Json calendar_with_versions_json(const desk::World& world,
                                               const records::WorkingCalendar& calendar, Instant now);
// In the version that was entered last, whether that holds yet or not.
[[nodiscard]] Json entered_calendar_json(const desk::World& world, const records::WorkingCalendar& calendar);

}  // namespace reeve::http
