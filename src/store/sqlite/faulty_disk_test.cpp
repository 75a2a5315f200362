#include "store/sqlite/faulty_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

#include "store/sqlite/file_over.hpp"

namespace reeve::store::sqlite {
namespace {

struct FaultyFile {
    sqlite3_file base;
    const char* path;
};
using Over = FileOver<FaultyFile>;

FaultyFile* faulty(sqlite3_file* file) {
    return reinterpret_cast<FaultyFile*>(file);
}
sqlite3_vfs* usual() {
    return sqlite3_vfs_find("unix");
}

int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    FaultyDisk& disk = FaultyDisk::installed();
    const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
    switch (disk.on_write()) {
        case FaultyDisk::Fault::full: return SQLITE_FULL;
        case FaultyDisk::Fault::write_error: return SQLITE_IOERR_WRITE;
        case FaultyDisk::Fault::full_midway:
            (void)Over::write(file, from, size / 2, offset);
            disk.wrote(faulty(file)->path, offset, bytes.substr(0, bytes.size() / 2));
            return SQLITE_FULL;
        default: break;
    }
    disk.wrote(faulty(file)->path, offset, bytes);
    return Over::write(file, from, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    FaultyDisk::installed().truncated(faulty(file)->path, size);
    return Over::truncate(file, size);
}
int sync_file(sqlite3_file* file, int flags) {
    if (FaultyDisk::installed().on_sync()) {
        return SQLITE_IOERR_FSYNC;
    }
    FaultyDisk::installed().synced(faulty(file)->path);
    return Over::sync(file, flags);
}
constexpr sqlite3_io_methods methods = [] {
    sqlite3_io_methods made = Over::methods;
    made.xWrite = write_file;
    made.xTruncate = truncate_file;
    made.xSync = sync_file;
    return made;
}();

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    faulty(file)->base.pMethods = nullptr;
    faulty(file)->path = path == nullptr ? "" : path;
    const int code = usual()->xOpen(usual(), path, Over::real(file), flags, out_flags);
    if (code == SQLITE_OK) {
        faulty(file)->base.pMethods = &methods;
        FaultyDisk::installed().opened(faulty(file)->path);
    }
    return code;
}

int delete_file(sqlite3_vfs*, const char* path, int sync_folder) {
    FaultyDisk::installed().deleted(path);
    return usual()->xDelete(usual(), path, sync_folder);
}

}  // namespace

FaultyDisk& FaultyDisk::installed() {
    static FaultyDisk disk;
    static sqlite3_vfs vfs = [] {
        sqlite3_vfs made = *usual();
        made.zName = name;
        made.szOsFile += static_cast<int>(sizeof(FaultyFile));
        made.xOpen = open_file;
        made.xDelete = delete_file;
        made.pNext = nullptr;
        return made;
    }();
    static const int registered = sqlite3_vfs_register(&vfs, 0);
    if (registered != SQLITE_OK) {
        std::abort();
    }
    return disk;
}

void FaultyDisk::fail_from(std::int64_t nth, Fault fault) {
    fault_ = fault;
    from_ = nth;
    writes_ = 0;
    struck_ = false;
}

FaultyDisk::Fault FaultyDisk::on_write() {
    if (fault_ == Fault::sync_error || fault_ == Fault::none || ++writes_ < from_) {
        writes_ += fault_ == Fault::none ? 1 : 0;
        return Fault::none;
    }
    struck_ = true;
    return fault_;
}

bool FaultyDisk::on_sync() {
    if (fault_ != Fault::sync_error || ++writes_ < from_) {
        return false;
    }
    struck_ = true;
    return true;
}

void FaultyDisk::apply(const Pending& pending, std::string& onto) {
    const auto offset = static_cast<std::size_t>(pending.offset);
    if (pending.truncates) {
        onto.resize(offset);
        return;
    }
    onto.resize(std::max(onto.size(), offset + pending.bytes.size()));
    std::copy(pending.bytes.begin(), pending.bytes.end(), onto.begin() + pending.offset);
}

void FaultyDisk::opened(const std::string& path) {
    files_.try_emplace(path);
}

void FaultyDisk::deleted(const std::string& path) {
    files_.erase(path);
}

void FaultyDisk::wrote(const std::string& path, std::int64_t offset, std::string bytes) {
    files_[path].since.push_back({offset, std::move(bytes), false});
}

void FaultyDisk::truncated(const std::string& path, std::int64_t size) {
    files_[path].since.push_back({size, {}, true});
}

void FaultyDisk::synced(const std::string& path) {
    File& file = files_[path];
    for (const Pending& pending : file.since) {
        apply(pending, file.durable);
    }
    file.since.clear();
}

void FaultyDisk::cut_power(const std::filesystem::path& folder, const std::filesystem::path& into,
                           std::mt19937_64& random) const {
    for (const auto& [path, file] : files_) {
        const std::filesystem::path name(path);
        if (name.parent_path() != folder) {
            continue;
        }
        std::string left = file.durable;
        for (const Pending& pending : file.since) {
            if (random() % 2 == 0) {
                apply(pending, left);
            }
        }
        std::ofstream(into / name.filename(), std::ios::binary) << left;
    }
}

}  // namespace reeve::store::sqlite
