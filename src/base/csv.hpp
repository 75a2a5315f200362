#pragma once
// Comma-separated values, RFC 4180: read in pieces from anybody, written so that a spreadsheet runs none of
// it.

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace reeve {

struct CsvLimits {
    std::size_t row_bytes = 4u << 20;
    std::size_t cells = 2000;
};

struct CsvRow {
    std::int64_t line = 0;           // of the file, from 1: where the row begins
    std::vector<std::string> cells;  // an empty line has one empty cell
};

// Takes a file piece by piece and gives its rows. Cells may be quoted, a quote in one is doubled; rows end
// with LF or CRLF; a byte order mark in front is skipped. A quote inside an unquoted cell stands for itself.
class CsvReader {
public:
    enum class Next : std::uint8_t {
        row,
        more,    // feed first
        broken,  // why() says what; the reader goes on at the line after the one where the row began
        end,
    };

    // Without a separator the first line decides: whichever of comma, semicolon and tab it has most of.
    explicit CsvReader(CsvLimits limits = {}, char separator = '\0')
        : limits_(limits), separator_(separator) {}

    // The file's next bytes; `last` where none follow.
    void feed(std::string_view bytes, bool last);
    // `row` is whole after Next::row; after Next::broken it has the line alone.
    [[nodiscard]] Next next(CsvRow& row);
    [[nodiscard]] const std::string& why() const { return why_; }

private:
    enum class Cell : std::uint8_t { ended, row_ended, cut, garbled };

    [[nodiscard]] bool begin();
    [[nodiscard]] bool choose_separator();
    [[nodiscard]] bool skip_line();
    [[nodiscard]] Cell take_cell(std::string& cell);
    [[nodiscard]] Cell take_quoted(std::string& cell);
    [[nodiscard]] Cell take_end();
    Next break_off(std::size_t start, CsvRow& row, std::string why);
    void pass_lines(std::size_t from);

    CsvLimits limits_;
    char separator_;
    std::string bytes_;  // what was fed and is not yet given, and a little before it
    std::size_t at_ = 0;
    std::int64_t line_ = 1;  // of at_, between rows
    bool last_ = false;
    bool begun_ = false;
    bool skipping_ = false;  // the rest of the line at at_
    std::string why_;
};

// The cell as it stands in a row: quoted where it must be.
[[nodiscard]] std::string csv_cell(std::string_view cell);

// The same text, with an apostrophe in front where a spreadsheet would take it for a formula, or where it
// begins with an apostrophe itself. A plain number such as -5 stays. read_safe_cell gives it back unchanged.
[[nodiscard]] std::string safe_cell(std::string_view text);
[[nodiscard]] std::string_view read_safe_cell(std::string_view cell);

// One row of safe cells, ended with CRLF.
void append_csv_row(std::string& onto, std::span<const std::string> cells);

}  // namespace reeve
