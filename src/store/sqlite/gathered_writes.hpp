#pragma once
// SQLite writes the pages of a commit one by one to its write-ahead log, the header of each by a call of its
// own, and carries them over one by one. Gathered, they are written many at once.

#include <string>

namespace reeve::store::sqlite {

// SQLite's name of a way to the disk that goes by that of `vfs` (empty = the usual one) and gathers: for a
// connection that makes each of its commits durable, since only then nobody looks for what still waits here.
// StoreFailure (broken) where there is none of that name.
[[nodiscard]] std::string gathering(const std::string& vfs);

}  // namespace reeve::store::sqlite
