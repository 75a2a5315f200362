#include "store/sqlite/connection.hpp"

#include <fmt/format.h>
#include <sqlite3.h>

#include <cerrno>

#include "store/sqlite/gathered_writes.hpp"

namespace reeve::store::sqlite {
namespace {

// Lists have many shapes; the statements of the others are few.
constexpr std::size_t prepared_max = 256;
// Only another program can hold a lock for so long: the file is ours.
constexpr int busy_ms = 5000;

constexpr const char* of_all =
    "PRAGMA mmap_size = 0; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF;"
    "PRAGMA cell_size_check = ON; PRAGMA secure_delete = ON;";
// Only this connection checkpoints, and does it by itself; a larger WAL writes a page of many commits once.
constexpr const char* of_writer =
    "PRAGMA journal_mode = WAL; PRAGMA synchronous = FULL;"
    "PRAGMA journal_size_limit = 67108864;";
constexpr const char* of_reader = "PRAGMA query_only = ON;";
constexpr const char* of_scratch =
    "PRAGMA journal_mode = OFF; PRAGMA synchronous = OFF; PRAGMA locking_mode = EXCLUSIVE;";

bool is_full(int code, int system_error) {
    return (code & 0xff) == SQLITE_FULL ||
           ((code & 0xff) == SQLITE_IOERR &&
            (system_error == ENOSPC || system_error == EDQUOT || system_error == EFBIG));
}

// Nobody asks SQLite how much memory it uses; counting takes a lock at every allocation.
void count_no_memory() {
    static const int done = sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
    (void)done;
}

int flags_of(Access access) {
    return SQLITE_OPEN_NOMUTEX | SQLITE_OPEN_EXRESCODE |
           (access == Access::read ? SQLITE_OPEN_READONLY : SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE);
}

}  // namespace

Connection::Connection(const Opening& opening) {
    count_no_memory();
    const bool gathers = opening.access == Access::write && opening.sync_each_commit;
    const std::string vfs = gathers ? gathering(opening.vfs) : opening.vfs;
    const int code = sqlite3_open_v2(opening.file.c_str(), &handle_, flags_of(opening.access),
                                     vfs.empty() ? nullptr : vfs.c_str());
    try {
        if (code != SQLITE_OK) {
            fail(code, "opening " + opening.file.string(), StoreFailure::Kind::broken);
        }
        sqlite3_busy_timeout(handle_, busy_ms);
        run(of_all);
        run(fmt::format("PRAGMA cache_size = -{};", opening.cache_kib));
        run(opening.access == Access::write  ? of_writer
            : opening.access == Access::read ? of_reader
                                             : of_scratch);
        if (opening.access == Access::write) {
            log_most_ = opening.checkpoint_pages;
            follow_log();
            if (!opening.sync_each_commit) {
                run("PRAGMA synchronous = NORMAL;");
            }
        }
    } catch (...) {
        sqlite3_close_v2(handle_);
        throw;
    }
}

void Connection::follow_log() {
    const auto after_commit = [](void* self, sqlite3*, const char*, int pages) {
        auto& connection = *static_cast<Connection*>(self);
        connection.log_pages_ = pages;
        if (pages >= connection.log_most_) {
            connection.carry_log_over();
        }
        return SQLITE_OK;
    };
    sqlite3_wal_hook(handle_, after_commit, this);
}

void Connection::carry_log_over() {
    int pages = 0;
    int carried = 0;
    const int code = sqlite3_wal_checkpoint_v2(handle_, nullptr, SQLITE_CHECKPOINT_PASSIVE, &pages, &carried);
    if (code == SQLITE_OK && pages == carried) {
        log_pages_ = 0;  // the next commit begins it anew
    }
}

Connection::~Connection() {
    for (const Prepared& each : prepared_) {
        sqlite3_finalize(each.statement);
    }
    sqlite3_close_v2(handle_);
}

void Connection::run(const std::string& sql) {
    if (const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr); code != SQLITE_OK) {
        fail(code, sql.substr(0, 80), StoreFailure::Kind::broken);
    }
}

bool Connection::idle() const {
    return sqlite3_get_autocommit(handle_) != 0;
}

std::int64_t Connection::changes() const {
    return sqlite3_changes64(handle_);
}

std::int64_t Connection::last_key() const {
    return sqlite3_last_insert_rowid(handle_);
}

void Connection::fail(int code, std::string_view doing, StoreFailure::Kind otherwise) const {
    const int system_error = handle_ == nullptr ? 0 : sqlite3_system_errno(handle_);
    const std::string what = fmt::format("SQLite: {} ({}), system error {}, while: {}",
                                         handle_ == nullptr ? sqlite3_errstr(code) : sqlite3_errmsg(handle_),
                                         code, system_error, doing);
    throw StoreFailure(is_full(code, system_error) ? StoreFailure::Kind::full : otherwise, what);
}

Connection::Prepared& Connection::prepared(std::string_view sql) {
    if (const auto found = by_sql_.find(sql); found != by_sql_.end() && !found->second->in_use) {
        prepared_.splice(prepared_.begin(), prepared_, found->second);
        return prepared_.front();
    }
    sqlite3_stmt* statement = nullptr;
    const int code = sqlite3_prepare_v3(handle_, sql.data(), static_cast<int>(sql.size()),
                                        SQLITE_PREPARE_PERSISTENT, &statement, nullptr);
    if (code != SQLITE_OK) {
        fail(code, sql, StoreFailure::Kind::broken);
    }
    prepared_.push_front({std::string(sql), statement, false});
    // A statement used within itself gets a second one, which the map does not know and which goes with age.
    by_sql_.try_emplace(prepared_.front().sql, prepared_.begin());
    if (prepared_.size() > prepared_max && !prepared_.back().in_use) {
        const auto oldest = std::prev(prepared_.end());
        if (const auto known = by_sql_.find(oldest->sql); known != by_sql_.end() && known->second == oldest) {
            by_sql_.erase(known);
        }
        sqlite3_finalize(oldest->statement);
        prepared_.erase(oldest);
    }
    return prepared_.front();
}

}  // namespace reeve::store::sqlite
