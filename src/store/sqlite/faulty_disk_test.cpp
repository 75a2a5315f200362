#include "store/sqlite/faulty_disk.hpp"

#include <sqlite3.h>

#include <algorithm>
#include <cstdlib>
#include <fstream>

namespace reeve::store::sqlite {
namespace {

// SQLite's file object, with the real one behind it in the same piece of memory.
struct FaultyFile {
    sqlite3_file base;
    const char* path;
    sqlite3_file* real() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

FaultyFile* faulty(sqlite3_file* file) {
    return reinterpret_cast<FaultyFile*>(file);
}
sqlite3_file* real(sqlite3_file* file) {
    return faulty(file)->real();
}
sqlite3_vfs* usual() {
    return sqlite3_vfs_find("unix");
}

int close_file(sqlite3_file* file) {
    return real(file)->pMethods->xClose(real(file));
}
int read_file(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
    return real(file)->pMethods->xRead(real(file), to, size, offset);
}
int write_file(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    FaultyDisk& disk = FaultyDisk::installed();
    const std::string bytes(static_cast<const char*>(from), static_cast<std::size_t>(size));
    switch (disk.on_write()) {
        case FaultyDisk::Fault::full: return SQLITE_FULL;
        case FaultyDisk::Fault::write_error: return SQLITE_IOERR_WRITE;
        case FaultyDisk::Fault::full_midway:
            (void)real(file)->pMethods->xWrite(real(file), from, size / 2, offset);
            disk.wrote(faulty(file)->path, offset, bytes.substr(0, bytes.size() / 2));
            return SQLITE_FULL;
        default: break;
    }
    disk.wrote(faulty(file)->path, offset, bytes);
    return real(file)->pMethods->xWrite(real(file), from, size, offset);
}
int truncate_file(sqlite3_file* file, sqlite3_int64 size) {
    FaultyDisk::installed().truncated(faulty(file)->path, size);
    return real(file)->pMethods->xTruncate(real(file), size);
}
int sync_file(sqlite3_file* file, int flags) {
    if (FaultyDisk::installed().on_sync()) {
        return SQLITE_IOERR_FSYNC;
    }
    FaultyDisk::installed().synced(faulty(file)->path);
    return real(file)->pMethods->xSync(real(file), flags);
}
int size_file(sqlite3_file* file, sqlite3_int64* size) {
    return real(file)->pMethods->xFileSize(real(file), size);
}
int lock_file(sqlite3_file* file, int kind) {
    return real(file)->pMethods->xLock(real(file), kind);
}
int unlock_file(sqlite3_file* file, int kind) {
    return real(file)->pMethods->xUnlock(real(file), kind);
}
int check_lock(sqlite3_file* file, int* locked) {
    return real(file)->pMethods->xCheckReservedLock(real(file), locked);
}
int control_file(sqlite3_file* file, int what, void* with) {
    return real(file)->pMethods->xFileControl(real(file), what, with);
}
int sector_size(sqlite3_file* file) {
    return real(file)->pMethods->xSectorSize(real(file));
}
int characteristics(sqlite3_file* file) {
    return real(file)->pMethods->xDeviceCharacteristics(real(file));
}
int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
    return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
}
int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
    return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
}
void shm_barrier(sqlite3_file* file) {
    real(file)->pMethods->xShmBarrier(real(file));
}
int shm_unmap(sqlite3_file* file, int remove) {
    return real(file)->pMethods->xShmUnmap(real(file), remove);
}

constexpr sqlite3_io_methods methods{
    2,         close_file,  read_file,  write_file,   truncate_file, sync_file,       size_file,
    lock_file, unlock_file, check_lock, control_file, sector_size,   characteristics, shm_map,
    shm_lock,  shm_barrier, shm_unmap,  nullptr,      nullptr};

int open_file(sqlite3_vfs*, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    faulty(file)->base.pMethods = nullptr;
    faulty(file)->path = path == nullptr ? "" : path;
    const int code = usual()->xOpen(usual(), path, real(file), flags, out_flags);
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
