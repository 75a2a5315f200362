#pragma once
// The constants that an expression was written with.

#include <vector>

#include "cel/program.hpp"

namespace reeve::cel {

// Each once, in the order in which they first stand in the compiled form; errors left out.
[[nodiscard]] std::vector<Value> literals(const Program& program);

}  // namespace reeve::cel
