#include "store/sqlite/folder_lock.hpp"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>
#include <system_error>

#include "store/store.hpp"

namespace reeve::store::sqlite {
namespace {

[[noreturn]] void refuse(const std::string& why) {
    throw StoreFailure(StoreFailure::Kind::broken, why);
}

}  // namespace

FolderLock::FolderLock(const std::filesystem::path& folder) {
    std::error_code error;
    std::filesystem::create_directories(folder, error);
    if (error) {
        refuse("The data folder " + folder.string() + " cannot be made: " + error.message() + ".");
    }
    const std::string path = (folder / "lock").string();
    file_ = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file_ < 0) {
        refuse("The data folder " + folder.string() + " cannot be written: " + std::strerror(errno) + ".");
    }
    if (::flock(file_, LOCK_EX | LOCK_NB) != 0) {
        ::close(file_);
        refuse("The data folder " + folder.string() +
               " is in use by another Reeve. Stop that one, or use its API.");
    }
}

FolderLock::~FolderLock() {
    ::close(file_);
}

}  // namespace reeve::store::sqlite
