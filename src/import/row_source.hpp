#pragma once
// A file as rows of named columns, whatever its form.

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "base/sha256.hpp"

namespace reeve::import {

struct SourceRow {
    std::int64_t line = 0;           // of the file, from 1
    std::vector<std::string> cells;  // as many as columns(), in valid UTF-8
    Digest hash{};                   // of what the row says: the same whatever the order of the columns
};

class RowSource {
public:
    enum class Next : std::uint8_t {
        row,
        broken,  // `line` and why() say which and what; the source goes on behind it
        end,
    };

    virtual ~RowSource() = default;
    // The second column of one name is "name#2".
    [[nodiscard]] virtual const std::vector<std::string>& columns() const = 0;
    // Throws std::runtime_error where the file itself cannot be read on.
    [[nodiscard]] virtual Next next(SourceRow& row) = 0;
    [[nodiscard]] virtual const std::string& why() const = 0;
};

// The first row names the columns. Cells are read as append_csv_row writes them. With `windows_1252` a cell
// that is no UTF-8 is taken for that, otherwise its row is broken. Throws std::runtime_error when there is no
// header.
[[nodiscard]] std::unique_ptr<RowSource> open_csv(const std::string& path, bool windows_1252);

// An event log of IEEE 1849. Each event is a row; the columns are those asked for: a trace's attribute as
// "trace:KEY", an event's as "KEY". A trace without events is broken. Entities of the file's own are refused.
[[nodiscard]] std::unique_ptr<RowSource> open_xes(const std::string& path, std::vector<std::string> columns);

}  // namespace reeve::import
