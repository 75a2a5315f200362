#pragma once
// One connection to a SQLite file and its prepared statements. Everything that goes wrong is a StoreFailure.

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <list>
#include <string>
#include <string_view>
#include <unordered_map>

#include "store/store.hpp"

struct sqlite3;
struct sqlite3_stmt;

namespace reeve::store::sqlite {

// What may be done to the file. Only one connection at a time may be of kind `write` (Debian's SQLite 3.40.1
// can lose a WAL that is reset while another connection checkpoints); readers cannot write or checkpoint.
// `scratch`: a file of our own that may be lost, without a journal.
enum class Access : std::uint8_t { read, write, scratch };

struct Opening {
    std::filesystem::path file;  // ":memory:" for one that lies nowhere
    Access access = Access::write;
    std::string vfs;  // SQLite's name of the way to the disk; empty = the usual one
    int cache_kib = 4096;
    int checkpoint_pages = 4000;  // of the WAL, after which a commit carries it over
    bool sync_each_commit = true;
};

class Connection {
public:
    explicit Connection(const Opening& opening);
    ~Connection();
    Connection(const Connection&) = delete;
    Connection& operator=(const Connection&) = delete;

    // Statements without parameters and rows; several, separated by ';'.
    void run(const std::string& sql);
    // True outside of a transaction, also when SQLite has rolled one back by itself.
    [[nodiscard]] bool idle() const;
    [[nodiscard]] std::int64_t changes() const;
    [[nodiscard]] std::int64_t last_key() const;
    // Pages of the write-ahead log that wait to be carried over, as of the last commit.
    [[nodiscard]] int log_pages() const { return log_pages_; }
    // Outside of a transaction. What somebody still reads, or the disk refuses, stays in the log.
    void carry_log_over();
    // What happened, as an exception: `full` when the disk or quota is, else `otherwise`.
    [[noreturn]] void fail(int code, std::string_view doing, StoreFailure::Kind otherwise) const;

private:
    friend class Statement;
    friend class StepLimit;
    struct Prepared {
        std::string sql;
        sqlite3_stmt* statement = nullptr;
        bool in_use = false;
    };
    Prepared& prepared(std::string_view sql);
    void follow_log();

    sqlite3* handle_ = nullptr;
    int log_pages_ = 0, log_most_ = 0;
    std::list<Prepared> prepared_;  // the most recently used first
    std::unordered_map<std::string_view, std::list<Prepared>::iterator> by_sql_;
};

}  // namespace reeve::store::sqlite
