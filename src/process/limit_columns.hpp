#pragma once
// From which columns of tables and trees a clock takes its limit: those whose names it reads of what they
// give. And what it asks them.

#include <string_view>

#include "process/model.hpp"

namespace reeve::process {

// Whether its limit reads that column of the table.
[[nodiscard]] bool takes_limit_from(const Clock& clock, Index table, std::string_view column);
// Whether it reads a column of that name, whatever gives it: a tree's column is no other's.
[[nodiscard]] bool takes_limit_from(const Clock& clock, std::string_view column);

// Whether a clock asks the table's input of that place for an organisation by its handle: `place.name`.
[[nodiscard]] bool asked_by_handle(const Process& process, Index table, std::size_t input);

}  // namespace reeve::process
