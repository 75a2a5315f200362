#pragma once

#include <string>
#include <string_view>

#include "base/outcome.hpp"

namespace reeve::calendar {

// For each row of a comma-separated text its working time on the named calendar. The first line of `rows`
// names the columns; of these calendar, case, start_utc, end_utc and target_minutes are read, in any order,
// instants as RFC 3339 with or without seconds. `calendars` is what read_working_times reads.
//
// The answer has the columns calendar, case, business_minutes (whole minutes that passed), due_utc
// ("never" when the target is not reached within the calendar's horizon) and breached: 1 when the end is
// after the due instant, else 0. Refusal malformed, naming the line, at the first row that cannot be read.
[[nodiscard]] Outcome<std::string> compute_rows(std::string_view calendars, std::string_view rows);

}  // namespace reeve::calendar
