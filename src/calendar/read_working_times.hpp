#pragma once
// Calendars as JSON, one member each:
//
//   {"office": {"tz": "Europe/Copenhagen",
//               "week": {"mon": [["08:00", "12:00"], ["12:30", "16:00"]], "fri": [["22:00", "06:00"]]},
//               "holidays": ["2024-12-24", {"date": "2024-12-31", "name": "Closed"},
//                            {"rule": "easter +1", "name": "Easter Monday"}],
//               "holidays_of": "DK",
//               "special_days": {"2024-12-23": [["08:00", "12:00"]]},
//               "breaks": {"2024-12-23": [["10:00", "10:30"]]},
//               "version": "2024-1"},
//    "always": {"tz": "UTC", "always_open": true}}
//
// Only "tz" and one of "week" and "always_open" must be there. "holidays_of" names a region whose holidays
// are shipped, or a list of them. Times may have seconds; "24:00" closes a day.

#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "calendar/working_time.hpp"
#include "calendar/working_time_spec.hpp"

namespace reeve::calendar {

// In the order of the file. Refusal malformed, with every mistake (up to 200) as an unmet need whose field
// is its place: "office.week.mon[0]".
[[nodiscard]] Outcome<std::vector<WorkingTimeSpec>> read_working_times(const Json& calendars);

// The same, each built. Mistakes of meaning, such as overlapping hours, are refused likewise.
[[nodiscard]] Outcome<std::vector<WorkingTime>> build_working_times(const Json& calendars);

}  // namespace reeve::calendar
