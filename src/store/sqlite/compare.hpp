#pragma once
// Two tables, value by value.

#include <string>

#include "store/replay.hpp"
#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

// The table of that name in both files, which have the same schema, read in the order of its key.
[[nodiscard]] TableReplayed compare_table(Connection& live, Connection& rebuilt, const std::string& table);

}  // namespace reeve::store::sqlite
