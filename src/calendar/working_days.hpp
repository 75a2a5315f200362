#pragma once
// Counting in working days: dates of the calendar's zone that have any hours.

#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "calendar/working_time.hpp"

namespace reeve::calendar {

// The same time of day on the n-th working day after that of `start`; where that is outside working time
// (a closing is not), the next opening. never() when there is none within the horizon. n below 0 counts as 0.
[[nodiscard]] Instant after_days(const WorkingTime& calendar, Instant start, int n);
// The same backwards; outside working time the last closing.
[[nodiscard]] std::optional<Instant> before_days(const WorkingTime& calendar, Instant end, int n);

// A limit as processes write it: "4h", "30m", "1wd", "1wd2h". `wd` is the calendar's working day. `d`, of
// 24 hours, is refused on a calendar that is not always open, where it would mean three working days.
[[nodiscard]] Outcome<Duration> parse_limit(std::string_view text, const WorkingTime& calendar);

}  // namespace reeve::calendar
