#pragma once
// The store on SQLite: one file in the data folder. How it is opened; nothing here knows the driver.

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>

#include "base/sources.hpp"
#include "store/store.hpp"

namespace reeve::store::sqlite {

struct StoreOptions {
    std::string vfs;  // SQLite's way to the disk; empty = the usual one
    int writer_cache_kib = 32768;
    // Of the write-ahead log, each of 4 KiB, after which it is long: what many commits wrote is carried over
    // once. With the step that reaches it no more than the log's file may keep (connection.cpp), or it would
    // be cut each time.
    int checkpoint_pages = 15000;
    // Without it a commit may be lost with the machine, together with those after it, until the store is
    // closed: for work that is done again from its beginning when it was cut short.
    bool sync_each_commit = true;
    int reader_cache_kib = 2048;
    // Lists of which fewer rows match are gathered and sorted; of more, an order's index is walked. Gathering
    // so many costs about what walking a million costs when as many match.
    std::int64_t gather_max = 6000;
    // Real time, by which long lists and counts are cut short; without it they take what they need.
    Clock* clock = nullptr;
    Duration list_time{100'000}, count_time{80'000};
    // Rows that a report of how records went on looks at; with more of them it is partial.
    std::int64_t flow_rows = 5'000'000;
};

// Opens the folder, makes it where it is missing, and brings its schema up to date. StoreFailure (broken)
// with a sentence when another Reeve has it open, when a newer one wrote it, or when the disk refuses.
[[nodiscard]] std::unique_ptr<Store> open_store(const std::filesystem::path& data,
                                                const StoreOptions& options = {});

// The database's file in a data folder.
[[nodiscard]] std::filesystem::path database_in(const std::filesystem::path& data);

}  // namespace reeve::store::sqlite
