#pragma once
// Instants as a person writes them in a rehearsal: "09:00", "Tue 08:00", "2014-01-21 08:00", "+30m".

#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "calendar/zone.hpp"

namespace reeve::rehearse {

struct Start {
    Instant at;
    calendar::Zone zone;
};

// "2014-01-20 08:00 Africa/Maputo": date, time of day, zone. Refusal malformed with a sentence.
[[nodiscard]] Outcome<Start> parse_start(std::string_view text);

// Relative to `now`, in the zone:
//   "09:00", "09:00:00.001"  that time on the day of `now`, whether before or after it
//   "Tue 08:00"              the first such instant at or after `now`
//   "2014-01-21 08:00"       that instant
//   "+30m", "-2h"            so long after or before `now`
// Refusal malformed with a sentence that says what is read.
[[nodiscard]] Outcome<Instant> parse_when(std::string_view text, Instant now, const calendar::Zone& zone);

// "2014-01-20 08:00"; with seconds, and decimals of them, only where there are some.
[[nodiscard]] std::string local_text(Instant at, const calendar::Zone& zone);
// The same with the day of the week before it: "Mon 2014-01-20 08:00".
[[nodiscard]] std::string day_and_local_text(Instant at, const calendar::Zone& zone);

}  // namespace reeve::rehearse
