#pragma once
// Where a clock that is turned by hand stands, beside the data: time that passes is no event, and what was
// turned past nothing would be forgotten.

#include <optional>
#include <string>

#include "base/instant.hpp"

namespace reeve::app {

// As it was kept last in that folder; nothing where it never was, or cannot be read.
[[nodiscard]] std::optional<Instant> turned_clock(const std::string& folder);
// Said on stderr where it cannot be kept: the desk goes on.
void keep_turned_clock(const std::string& folder, Instant now);

}  // namespace reeve::app
