#pragma once
// What a rehearsal's run found, for people: step by step, expected beside found.

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "rehearse/run.hpp"

namespace reeve::rehearse {

// Every step; `brief` leaves out what went well.
[[nodiscard]] std::string report(const Result& result, bool brief);
// "3 of 40 steps are untouched …" where some are, and the last line: "12 passed, 0 failed".
[[nodiscard]] std::string closing(const std::vector<Result>& results);

// For programs: {"file", "title", "covers", "state", "steps", "differences"?, "accident"?}. Before it is
// played its state is "waiting" and there is no step; then "passed" or "failed", and each step is {"line",
// "when", "what", "given"?, "untouched"?, "findings": [{"what", "expected", "found", "good"}]}.
[[nodiscard]] Json as_json(const Rehearsal& rehearsal);
[[nodiscard]] Json as_json(const Result& result);
// A file that is no rehearsal: state "broken", and its mistakes as the accident.
[[nodiscard]] Json as_json(std::string_view file, const std::vector<Problem>& problems);

}  // namespace reeve::rehearse
