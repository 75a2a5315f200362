#pragma once
// Whether the people of a demonstration can fill the seats of their process's approvals.

#include <string>
#include <vector>

#include "process/demo.hpp"
#include "process/model.hpp"

namespace reeve::process {

// A sentence for each seat of a role that is heard wherever it may be, and that nobody could be left to fill:
// too few have the role, or those who are excluded may be all of them.
[[nodiscard]] std::vector<std::string> empty_seats(const Process& process, const Demo& demo);

}  // namespace reeve::process
