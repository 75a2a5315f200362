#pragma once
// A clock in figures, for setting one beside another: as it is, and as it would be.

#include "base/json.hpp"
#include "desk/queries.hpp"

namespace reeve::http {

[[nodiscard]] Json clock_figures_json(const desk::ClockView& view);

}  // namespace reeve::http
