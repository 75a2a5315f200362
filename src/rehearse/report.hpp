#pragma once
// What a rehearsal's run found, for people: step by step, expected beside found.

#include <string>
#include <vector>

#include "rehearse/run.hpp"

namespace reeve::rehearse {

// Every step; `brief` leaves out what went well.
[[nodiscard]] std::string report(const Result& result, bool brief);
// "3 of 40 steps are untouched …" where some are, and the last line: "12 passed, 0 failed".
[[nodiscard]] std::string closing(const std::vector<Result>& results);

}  // namespace reeve::rehearse
