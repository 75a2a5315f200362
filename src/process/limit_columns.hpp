#pragma once
// From which columns of tables and trees a clock takes its limit: those whose names it reads of what they
// give. And what it asks them.

#include <string_view>

#include "process/model.hpp"

namespace reeve::process {

// Of that table.
[[nodiscard]] bool takes_limit_from(const Clock& clock, Index table, std::string_view column);
// Of whatever gives it: a tree's column is no other's.
[[nodiscard]] bool takes_limit_from(const Clock& clock, std::string_view column);

// Whether the clock asks that input of the table for an organisation by its handle: `place.name`.
[[nodiscard]] bool asks_by_handle(const RecordType& type, const Clock& clock, Index table,
                                  std::size_t column);

}  // namespace reeve::process
