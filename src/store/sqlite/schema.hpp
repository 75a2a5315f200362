#pragma once
// The tables and how they came about: numbered steps, forward only, embedded from schema/sqlite/.

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "store/sqlite/connection.hpp"

namespace reeve::store::sqlite {

enum class TableKind : std::uint8_t { journal, derived, operational };

// One file of schema/sqlite/. Its first line is "-- 0001: <sentence>. <kind>".
struct Migration {
    int number = 0;
    std::string_view file;  // "0001_journal.sql"
    std::string_view sql;
};

// All that this program knows, in order.
[[nodiscard]] std::span<const Migration> migrations();
[[nodiscard]] TableKind kind_of(const Migration& migration);

// Brings a file up to the last migration, each in a transaction of its own: one that was interrupted has not
// happened, and happens now. Throws StoreFailure (broken) with a sentence when the file was written by a
// newer program, or by one whose migrations were others. Where a derived table is new to a file that has a
// journal, all derived tables are made anew from it, in the same transaction.
void migrate(Connection& connection, std::span<const Migration> steps = migrations());

// The same refusals without changing anything: for those who only read. Also refuses a file that is not up to
// date.
void check_schema(Connection& connection, std::span<const Migration> steps = migrations());

// The tables that replay rebuilds, by name, in the order of their making. Without those that FTS keeps for
// itself.
[[nodiscard]] std::vector<std::string> derived_tables();

}  // namespace reeve::store::sqlite
