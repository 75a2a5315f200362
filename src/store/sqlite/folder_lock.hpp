#pragma once
// One Reeve at a time has a data folder: two writers would each take the other's commits for damage.

#include <filesystem>

namespace reeve::store::sqlite {

class FolderLock {
public:
    // StoreFailure (broken) with a sentence when another process has it, or the folder cannot be made.
    explicit FolderLock(const std::filesystem::path& folder);
    ~FolderLock();  // also when the process dies
    FolderLock(const FolderLock&) = delete;
    FolderLock& operator=(const FolderLock&) = delete;

private:
    int file_ = -1;
};

}  // namespace reeve::store::sqlite
