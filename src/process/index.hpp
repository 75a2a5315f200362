#pragma once
// How one thing of a model names another: by its place in a list, resolved when the process is loaded.

#include <cstdint>

namespace reeve::process {

using Index = std::uint32_t;  // into the list that the field's name says

}  // namespace reeve::process
