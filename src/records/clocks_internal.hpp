#pragma once
// Clocks, judged on the final state, holder and fields of an event: stop, cancel, pause or resume, new
// limits, then start (semantics section 2, step k, and section 6).

#include <string>

#include "calendar/dated_time.hpp"
#include "records/decision_internal.hpp"

namespace reeve::records {

// Brings the clocks of the draft's open event up to date. `act`: what was done, where something was.
void settle_clocks(Decision& decision, Draft& draft, const process::Act* act);
void settle_clock(Decision& decision, Draft& draft, const process::Clock& clock, const process::Act* act);

// Says of a clock whom it is kept for (clock_audience.hpp).
void mark_clock(const Decision& decision, const Draft& draft, ClockSet& clock);
// Says it anew of those of which it is another since, though nothing else about them is.
void mark_clocks(Decision& decision, Draft& draft);

// What a clock that the process has stopped so says as its cause.
[[nodiscard]] std::string cause_of(const process::RecordType& type, const process::ClockStop& stop);

// The calendar in which a clock counts: as it was at the version that the clock rests on.
[[nodiscard]] const calendar::DatedTime& working_time(const Directory& directory, const ClockSet& clock);
// That in which one of its stretches was counted.
[[nodiscard]] const calendar::DatedTime& working_time(const Directory& directory, const ClockSet& clock,
                                                      const ClockSpan& span);
// The time that the clock has counted until then.
[[nodiscard]] Duration counted(const Directory& directory, const ClockSet& clock, Instant until);

}  // namespace reeve::records
