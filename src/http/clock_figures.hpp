#pragma once
// A clock in figures, for setting one beside another: as it is, and as it would be; and what it has counted.

#include "base/json.hpp"
#include "desk/queries.hpp"

namespace reeve::http {

// {"state", "due" or null, "elapsed_s", "remaining_s" or null, "limit_s", "calendar", "calendar_version"};
// what was met too late counts as breached.
[[nodiscard]] Json clock_figures_json(const desk::ClockView& view);
// One stretch of what it has counted, and why.
[[nodiscard]] Json stretch_json(const desk::ClockView::Stretch& stretch);

}  // namespace reeve::http
