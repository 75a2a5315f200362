// Whatever is fed: pieces give the same rows as the whole, every line is in a row or in what is broken, and
// rows written safely come back unchanged.
#include <cstddef>
#include <cstdint>

#include "base/check.hpp"
#include "base/csv.hpp"

namespace {

using namespace reeve;

struct Read {
    std::vector<CsvRow> rows;
    std::vector<std::int64_t> broken;
};

Read read(std::string_view text, std::size_t piece) {
    CsvReader reader({200, 20});
    Read all;
    CsvRow row;
    for (CsvReader::Next next = reader.next(row); next != CsvReader::Next::end; next = reader.next(row)) {
        if (next == CsvReader::Next::row) all.rows.push_back(row);
        if (next == CsvReader::Next::broken) all.broken.push_back(row.line);
        if (next != CsvReader::Next::more) continue;
        const std::string_view some = text.substr(0, piece);
        text.remove_prefix(some.size());
        reader.feed(some, text.empty());
    }
    return all;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
    const std::string_view text(reinterpret_cast<const char*>(data), size);
    const Read whole = read(text, size + 1);
    const Read parts = read(text, 1 + size / 7);
    REEVE_CHECK(whole.rows.size() == parts.rows.size() && whole.broken == parts.broken);
    std::string written = "a,b\r\n";
    for (std::size_t i = 0; i < whole.rows.size(); ++i) {
        REEVE_CHECK(whole.rows[i].line == parts.rows[i].line && whole.rows[i].cells == parts.rows[i].cells);
        append_csv_row(written, whole.rows[i].cells);
    }
    CsvReader again({1000, 20});
    again.feed(written, true);
    CsvRow row;
    REEVE_CHECK(again.next(row) == CsvReader::Next::row);
    for (const CsvRow& first : whole.rows) {
        REEVE_CHECK(again.next(row) == CsvReader::Next::row && row.cells.size() == first.cells.size());
        for (std::size_t i = 0; i < row.cells.size(); ++i)
            REEVE_CHECK(read_safe_cell(row.cells[i]) == first.cells[i]);
    }
    REEVE_CHECK(again.next(row) == CsvReader::Next::end);
    return 0;
}
