// Comma-separated files.
#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <map>
#include <stdexcept>

#include "base/csv.hpp"
#include "base/text.hpp"
#include "import/byte_source.hpp"
#include "import/row_source.hpp"
#include "import/windows_1252_internal.hpp"

namespace reeve::import {
namespace {

constexpr std::size_t piece = 256 * 1024;

class CsvSource : public RowSource {
public:
    CsvSource(const std::string& path, bool windows_1252)
        : path_(path), windows_1252_(windows_1252), bytes_(path), buffer_(piece) {
        CsvReader::Next next = read();
        while (next == CsvReader::Next::row && is_blank()) next = read();
        if (next != CsvReader::Next::row)
            throw std::runtime_error(fmt::format("{}:{}: {}", path, std::max<std::int64_t>(row_.line, 1),
                                                 next == CsvReader::Next::broken
                                                     ? reader_.why()
                                                     : "the file has no first row with the columns' names"));
        name_columns();
    }

    const std::vector<std::string>& columns() const override { return columns_; }
    const std::string& why() const override { return why_; }

    Next next(SourceRow& row) override {
        CsvReader::Next next = read();
        while (next == CsvReader::Next::row && is_blank()) next = read();
        if (next == CsvReader::Next::end) return Next::end;
        row.line = row_.line;
        if (next == CsvReader::Next::broken) return broken(reader_.why());
        if (row_.cells.size() != columns_.size())
            return broken(fmt::format("the row has {} cells where the first row has {}", row_.cells.size(),
                                      columns_.size()));
        row.cells.resize(columns_.size());
        for (std::size_t i = 0; i < columns_.size(); ++i) {
            row.cells[i] = read_safe_cell(row_.cells[i]);
            if (valid_utf8(row.cells[i])) continue;
            if (!windows_1252_) return broken(fmt::format("the cell '{}' is no UTF-8", columns_[i]));
            row.cells[i] = from_windows_1252(row.cells[i]);
        }
        hash(row);
        return Next::row;
    }

private:
    CsvReader::Next read() {
        CsvReader::Next next = reader_.next(row_);
        while (next == CsvReader::Next::more) {
            const std::size_t count = bytes_.read(buffer_);
            reader_.feed({buffer_.data(), count}, count == 0);
            next = reader_.next(row_);
        }
        return next;
    }

    // An empty line, or a row of nothing but separators.
    bool is_blank() const {
        return std::all_of(row_.cells.begin(), row_.cells.end(),
                           [](const std::string& cell) { return trim(cell).empty(); });
    }

    Next broken(std::string why) {
        why_ = std::move(why);
        return Next::broken;
    }

    void name_columns() {
        std::map<std::string, int> seen;
        for (const std::string& cell : row_.cells) {
            std::string name(trim(valid_utf8(cell) ? cell : from_windows_1252(cell)));
            const int count = ++seen[lower_ascii(name)];
            columns_.push_back(count == 1 ? name : fmt::format("{}#{}", name, count));
        }
        for (std::size_t i = 0; i < columns_.size(); ++i) by_name_.push_back(i);
        std::sort(by_name_.begin(), by_name_.end(),
                  [&](std::size_t a, std::size_t b) { return columns_[a] < columns_[b]; });
    }

    void hash(SourceRow& row) {
        said_.clear();
        for (const std::size_t i : by_name_) {
            if (row.cells[i].empty()) continue;
            said_ += columns_[i];
            said_ += '\0';
            said_ += row.cells[i];
            said_ += '\0';
        }
        row.hash = sha256(said_);
    }

    std::string path_;
    bool windows_1252_;
    ByteSource bytes_;
    std::vector<char> buffer_;
    CsvReader reader_;
    CsvRow row_;
    std::vector<std::string> columns_;
    std::vector<std::size_t> by_name_;
    std::string said_;
    std::string why_;
};

}  // namespace

std::unique_ptr<RowSource> open_csv(const std::string& path, bool windows_1252) {
    return std::make_unique<CsvSource>(path, windows_1252);
}

}  // namespace reeve::import
