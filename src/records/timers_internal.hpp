#pragma once
// Acts that the desk does by itself some time after a state was entered, or at the instant in a field
// (semantics sections 6 and 13, G10).

#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

// Disarms what waited in a state that was left or entered anew, and arms what the present state has; a field
// that was corrected moves its act. What was refused is settled here too, where its cause is gone (deeds).
void settle_timers(Decision& decision, Draft& draft, bool state_entered);

// The record went from one state to another within what the act counts in, which was not left.
[[nodiscard]] bool stays_within(const Draft& draft, std::string_view act);

// From when an act with `after` is possible for a record that stands in one of its states.
[[nodiscard]] Instant possible_from(const Record& record, const process::RecordType& type,
                                    const process::Act& act);

}  // namespace reeve::records
