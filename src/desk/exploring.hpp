#pragma once
// A process is explored before it is installed: what people would meet later is told to whoever sends it.

#include "desk/administering.hpp"

namespace reeve::desk {

// Takes seconds for a large process: not for the thread that steps the desk. Refusal unmet with every error,
// its place as the field, where exploring shows one; what could not be explored refuses nothing.
[[nodiscard]] Outcome<void> explore(const Installation& installation);

}  // namespace reeve::desk
