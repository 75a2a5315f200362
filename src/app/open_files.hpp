#pragma once
// How many files and connections the system lets this process have open.

#include <cstddef>

namespace reeve::app {

// Asks for as many as the system allows without further rights, and answers how many that is.
[[nodiscard]] std::size_t raise_open_files();

}  // namespace reeve::app
