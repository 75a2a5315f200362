#pragma once
// Replay on SQLite.

#include <filesystem>

#include "store/replay.hpp"

namespace reeve::store::sqlite {

// Rebuilds every derived table of a data folder from its journal, in a file of its own that is removed
// afterwards, and compares. Changes nothing and may run beside a desk: it sees one commit. StoreFailure as
// open_store.
[[nodiscard]] ReplayReport replay(const std::filesystem::path& data);

// Puts the rebuilt rows in the place of those that are there, in one transaction. No desk may be running. Of
// a record that is set aside nothing stays but its journal and the reason.
[[nodiscard]] ReplayReport rebuild(const std::filesystem::path& data);

}  // namespace reeve::store::sqlite
