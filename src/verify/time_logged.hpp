#pragma once
// Acts that ask for logged time, where the process says when time may be logged.

#include "verify/explore.hpp"

namespace reeve::verify {

// Has the model refuse them, as if nobody ever logged any.
void refuse_logged_time(Model& model);

// Allows those that come from where somebody may have logged some by then, as far as what was explored goes.
// True when more is possible now.
[[nodiscard]] bool learn_when_time_is_logged(Exploration& found);

}  // namespace reeve::verify
