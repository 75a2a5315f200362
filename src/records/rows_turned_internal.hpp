#pragma once
// When the rows that a register gives to tables are others, in a process with clocks.

#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

// The timer of an entry that begins or ceases to count later; no act has such a name.
inline constexpr std::string_view effect_timer = "in effect";

// Whether other rows hold after the draft's events: an entry came, went, or says something else.
[[nodiscard]] bool turns_rows(const Draft& draft);
// Arms the timer for the next instant at which the entry begins or ceases to count.
void settle_effect(Decision& decision, Draft& draft);
// The desk's own, at that instant.
[[nodiscard]] Outcome<Plan> decide_effect(Situation& situation, const Command& command);

}  // namespace reeve::records
