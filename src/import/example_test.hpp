#pragma once
// A folder of its own with files in it, the shipped process with its mapping, and a sink that keeps what it
// is given.

#include <gtest/gtest.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

#include "import/run.hpp"
#include "import/sink.hpp"
#include "process/import_mapping.hpp"

namespace reeve::import {

class Folder {
public:
    Folder() {
        std::string name = (std::filesystem::temp_directory_path() / "reeve-import-test-XXXXXX").string();
        path_ = ::mkdtemp(name.data());
    }
    ~Folder() { std::filesystem::remove_all(path_); }
    Folder(const Folder&) = delete;
    Folder& operator=(const Folder&) = delete;

    [[nodiscard]] std::string file(const std::string& name) const { return (path_ / name).string(); }
    std::string write(const std::string& name, std::string_view text) const {
        std::ofstream(path_ / name, std::ios::binary) << text;
        return file(name);
    }
    [[nodiscard]] std::string path() const { return path_.string(); }
    [[nodiscard]] std::size_t count() const {
        return static_cast<std::size_t>(std::distance(std::filesystem::directory_iterator(path_), {}));
    }

private:
    std::filesystem::path path_;
};

inline std::string whole(const std::filesystem::path& path) {
    std::ostringstream text;
    text << std::ifstream(path, std::ios::binary).rdbuf();
    return text.str();
}

// `change`: a text of the shipped process, and what stands there instead.
[[nodiscard]] process::ProcessPtr itil(const std::pair<std::string, std::string>& change = {});

// `change`: a text of the shipped mapping, and what stands there instead.
[[nodiscard]] process::ImportMapping mapping(const process::Process& process, const std::string& name,
                                             std::vector<std::pair<std::string, std::string>> changes = {});

class KeepingSink : public Sink {
public:
    [[nodiscard]] std::size_t rows_per_batch() const override { return rows; }
    void enter_calendar(const std::string& name, const Json& hours) override {
        EXPECT_FALSE(hours.is_null());
        calendars.push_back(name);
    }
    [[nodiscard]] desk::ImportReport put(Batch batch) override {
        desk::ImportReport report;
        for (const auto& life : batch.what.lives) {
            report.records += 1;
            report.created += lives.empty() || lives.back().key != life.key ? 1 : 0;
            report.rows += static_cast<std::int64_t>(life.rows.size());
            for (const auto& row : life.rows)
                for (const std::string& flag : row.flags)
                    report.flagged.push_back({row.line, life.key, flag});
            lives.push_back(life);
        }
        report.added = report.rows;
        batches.push_back(std::move(batch.what));
        return report;
    }

    std::size_t rows = 1000;
    std::vector<std::string> calendars;
    std::vector<desk::Import> batches;
    std::vector<records::ImportedLife> lives;
};

}  // namespace reeve::import
