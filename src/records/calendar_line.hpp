#pragma once
// The line of time that a calendar's versions make: which of them holds when.

#include <vector>

#include "base/instant.hpp"
#include "records/working_calendar.hpp"

namespace reeve::records {

// From its first instant until the second, which is another's or never().
struct CalendarPeriod {
    Instant from, until;
    const WorkingCalendar* version = nullptr;
};

// Of versions in the order in which they were entered, at least one. In order and without gaps, from the
// first instant of all calendars on. The first version holds before any became effective, and may therefore
// stand there twice; one whose instant a later one took holds never.
[[nodiscard]] std::vector<CalendarPeriod> calendar_line(std::vector<const WorkingCalendar*> versions);

// The one that holds at the instant.
[[nodiscard]] const CalendarPeriod& period_at(const std::vector<CalendarPeriod>& line, Instant at);

}  // namespace reeve::records
