#include "store/sqlite/gathered_writes.hpp"

#include <sqlite3.h>

#include <cstring>
#include <map>
#include <memory>
#include <mutex>
#include <new>
#include <utility>

#include "store/sqlite/file_over.hpp"
#include "store/store.hpp"

namespace reeve::store::sqlite {
namespace {

constexpr int gathered_max = 0x1ffff;  // the most that SQLite's own way to the disk writes at once

struct Way {
    sqlite3_vfs vfs;  // first: SQLite hands it back
    sqlite3_vfs* real;
    std::string name;
};

// What waits is written before anything else is read or changed in the file.
struct Gathered {
    sqlite3_file base;
    char* waiting;  // gathered_max bytes; nullptr: of this file nothing waits
    sqlite3_int64 at;
    int size;
};
using Over = FileOver<Gathered>;

Gathered& gathered(sqlite3_file* file) {
    return *reinterpret_cast<Gathered*>(file);
}

// What cannot be written is dropped: SQLite takes the transaction back, or the log stays what it was. So it
// is called only where SQLite looks at the answer, which it does not when it locks, unlocks or gives hints.
int write_waiting(sqlite3_file* file) {
    Gathered& of = gathered(file);
    return of.size == 0 ? SQLITE_OK : Over::write(file, of.waiting, std::exchange(of.size, 0), of.at);
}

template <auto Done, class... Arguments>
int after_waiting(sqlite3_file* file, Arguments... arguments) {
    const int code = write_waiting(file);
    return code == SQLITE_OK ? Done(file, arguments...) : code;
}

int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
    Gathered& of = gathered(file);
    if (of.waiting == nullptr || size > gathered_max) {
        return after_waiting<Over::write>(file, from, size, offset);
    }
    if (offset != of.at + of.size || size > gathered_max - of.size) {
        if (const int code = write_waiting(file); code != SQLITE_OK) {
            return code;
        }
        of.at = offset;
    }
    std::memcpy(of.waiting + of.size, from, static_cast<std::size_t>(size));
    of.size += size;
    return SQLITE_OK;
}

int close(sqlite3_file* file) {
    (void)write_waiting(file);  // of a transaction that did not end
    delete[] gathered(file).waiting;
    return Over::close(file);
}

constexpr sqlite3_io_methods methods = [] {
    sqlite3_io_methods made = Over::methods;
    made.xClose = close;
    made.xRead = after_waiting<Over::read, void*, int, sqlite3_int64>;
    made.xWrite = write;
    made.xTruncate = after_waiting<Over::truncate, sqlite3_int64>;
    made.xSync = after_waiting<Over::sync, int>;
    made.xFileSize = after_waiting<Over::size, sqlite3_int64*>;
    return made;
}();

void gather(sqlite3_file* file) {
    if (gathered(file).waiting == nullptr) {
        gathered(file).waiting = new (std::nothrow) char[gathered_max];
    }
}

int open(sqlite3_vfs* vfs, const char* path, sqlite3_file* file, int flags, int* out_flags) {
    sqlite3_vfs* real = reinterpret_cast<Way*>(vfs)->real;
    gathered(file) = {};
    const int code = real->xOpen(real, path, Over::real(file), flags, out_flags);
    if (code != SQLITE_OK) {
        return code;
    }
    gathered(file).base.pMethods = &methods;
    if ((flags & SQLITE_OPEN_WAL) != 0) {
        gather(file);
        // From now on only what is carried over from the log is written there.
        gather(sqlite3_database_file_object(path));
    }
    return SQLITE_OK;
}

}  // namespace

std::string gathering(const std::string& vfs) {
    static std::mutex mutex;
    static std::map<std::string, std::unique_ptr<Way>> ways;
    const std::scoped_lock lock(mutex);
    std::unique_ptr<Way>& way = ways[vfs];
    if (way == nullptr) {
        sqlite3_vfs* real = sqlite3_vfs_find(vfs.empty() ? nullptr : vfs.c_str());
        if (real == nullptr) {
            throw StoreFailure(StoreFailure::Kind::broken,
                               "SQLite knows no way to the disk called " + vfs + ".");
        }
        auto made = std::make_unique<Way>(*real, real, "gathering-" + std::string(real->zName));
        made->vfs.zName = made->name.c_str();
        made->vfs.szOsFile += static_cast<int>(sizeof(Gathered));
        made->vfs.xOpen = open;
        made->vfs.pNext = nullptr;
        if (sqlite3_vfs_register(&made->vfs, 0) != SQLITE_OK) {
            throw StoreFailure(StoreFailure::Kind::broken, "SQLite takes no way to the disk beside its own.");
        }
        way = std::move(made);
    }
    return way->name;
}

}  // namespace reeve::store::sqlite
