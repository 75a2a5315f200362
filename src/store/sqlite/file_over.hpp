#pragma once
// SQLite's file object with the one of another VFS behind it, to which everything goes that is not done
// otherwise.

#include <sqlite3.h>

namespace reeve::store::sqlite {

// `File` begins with a `sqlite3_file`; the real one lies behind it in the same piece of memory. A file is
// never mapped into memory.
template <class File>
struct FileOver {
    static sqlite3_file* real(sqlite3_file* file) {
        return reinterpret_cast<sqlite3_file*>(reinterpret_cast<File*>(file) + 1);
    }
    static int close(sqlite3_file* file) { return real(file)->pMethods->xClose(real(file)); }
    static int read(sqlite3_file* file, void* to, int size, sqlite3_int64 offset) {
        return real(file)->pMethods->xRead(real(file), to, size, offset);
    }
    static int write(sqlite3_file* file, const void* from, int size, sqlite3_int64 offset) {
        return real(file)->pMethods->xWrite(real(file), from, size, offset);
    }
    static int truncate(sqlite3_file* file, sqlite3_int64 size) {
        return real(file)->pMethods->xTruncate(real(file), size);
    }
    static int sync(sqlite3_file* file, int flags) { return real(file)->pMethods->xSync(real(file), flags); }
    static int size(sqlite3_file* file, sqlite3_int64* size) {
        return real(file)->pMethods->xFileSize(real(file), size);
    }
    static int lock(sqlite3_file* file, int kind) { return real(file)->pMethods->xLock(real(file), kind); }
    static int unlock(sqlite3_file* file, int kind) {
        return real(file)->pMethods->xUnlock(real(file), kind);
    }
    static int check_lock(sqlite3_file* file, int* locked) {
        return real(file)->pMethods->xCheckReservedLock(real(file), locked);
    }
    static int control(sqlite3_file* file, int what, void* with) {
        return real(file)->pMethods->xFileControl(real(file), what, with);
    }
    static int sector(sqlite3_file* file) { return real(file)->pMethods->xSectorSize(real(file)); }
    static int characteristics(sqlite3_file* file) {
        return real(file)->pMethods->xDeviceCharacteristics(real(file));
    }
    static int shm_map(sqlite3_file* file, int page, int size, int extend, void volatile** to) {
        return real(file)->pMethods->xShmMap(real(file), page, size, extend, to);
    }
    static int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
        return real(file)->pMethods->xShmLock(real(file), offset, count, flags);
    }
    static void shm_barrier(sqlite3_file* file) { real(file)->pMethods->xShmBarrier(real(file)); }
    static int shm_unmap(sqlite3_file* file, int remove) {
        return real(file)->pMethods->xShmUnmap(real(file), remove);
    }

    static constexpr sqlite3_io_methods methods{
        2,         close,      read,    write,  truncate,        sync,    size,     lock,
        unlock,    check_lock, control, sector, characteristics, shm_map, shm_lock, shm_barrier,
        shm_unmap, nullptr,    nullptr};
};

}  // namespace reeve::store::sqlite
