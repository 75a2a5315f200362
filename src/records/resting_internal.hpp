#pragma once
// An imported record rests until it is adopted: then its clocks run on from where history left them.

#include "records/decision_internal.hpp"

namespace reeve::records {

// Whether it runs, and its time is over before `until`.
[[nodiscard]] bool has_run_out(const ClockSet& clock, Instant until);
// Breached at that instant; one that has run out, at its own.
[[nodiscard]] ClockSet broken(const Directory& directory, ClockSet clock, Instant at);
[[nodiscard]] ClockSet broken(const Directory& directory, ClockSet clock);
// In the draft's open event: the clocks that ran out before `until` are breached, each at its own instant,
// and nothing is done about it.
void breach_until(Decision& decision, Draft& draft, Instant until);
// In the draft's open event: where the record rests, it lives from here on.
void wake(Decision& decision, Draft& draft);
// 409 where somebody must adopt the record before anything else is done with it.
[[nodiscard]] Outcome<void> check_adopted(const Record& record);
[[nodiscard]] std::string why_not_adopted(const Record& record);  // the sentence, or nothing

}  // namespace reeve::records
