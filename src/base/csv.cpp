#include "base/csv.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace reeve {
namespace {

constexpr std::string_view byte_order_mark = "\xEF\xBB\xBF";

// By what a spreadsheet knows a formula: with the wide forms that it takes for the narrow ones.
constexpr std::array<std::string_view, 11> formula_signs{
    "=", "+", "-", "@", "\t", "\r", "\n", "\xEF\xBC\x9D", "\xEF\xBC\x8B", "\xEF\xBC\x8D", "\xEF\xBC\xA0"};

bool begins_formula(std::string_view text) {
    return std::any_of(formula_signs.begin(), formula_signs.end(),
                       [&](std::string_view sign) { return text.starts_with(sign); });
}

bool is_digit(char c) {
    return c >= '0' && c <= '9';
}

// -5, +5, -0.25: a sign, digits, and at most one point or comma between digits.
bool is_plain_number(std::string_view text) {
    if (text.starts_with('-') || text.starts_with('+')) text.remove_prefix(1);
    if (text.empty() || !is_digit(text.front()) || !is_digit(text.back())) return false;
    int points = 0;
    for (const char c : text) {
        if (c == '.' || c == ',')
            ++points;
        else if (!is_digit(c))
            return false;
    }
    return points <= 1;
}

}  // namespace

void CsvReader::feed(std::string_view bytes, bool last) {
    bytes_.erase(0, at_);
    at_ = 0;
    bytes_ += bytes;
    last_ = last;
}

bool CsvReader::begin() {
    if (begun_) return true;
    if (bytes_.size() < byte_order_mark.size() && !last_) return false;
    if (bytes_.starts_with(byte_order_mark)) at_ = byte_order_mark.size();
    begun_ = true;
    return true;
}

bool CsvReader::choose_separator() {
    constexpr std::string_view known = ",;\t";
    if (separator_ != '\0') return true;
    std::array<std::size_t, known.size()> counts{};
    bool quoted = false;
    std::size_t i = at_;
    for (; i < bytes_.size() && (quoted || bytes_[i] != '\n'); ++i) {
        if (bytes_[i] == '"') quoted = !quoted;
        if (const std::size_t which = known.find(bytes_[i]); !quoted && which != std::string_view::npos)
            ++counts[which];
    }
    if (i == bytes_.size() && !last_ && i - at_ < limits_.row_bytes) return false;
    separator_ =
        known[static_cast<std::size_t>(std::max_element(counts.begin(), counts.end()) - counts.begin())];
    return true;
}

bool CsvReader::skip_line() {
    if (!skipping_) return true;
    const std::size_t end = bytes_.find('\n', at_);
    at_ = end == std::string::npos ? bytes_.size() : end + 1;
    if (end == std::string::npos) return last_;
    ++line_;
    skipping_ = false;
    return true;
}

// What stands behind a cell.
CsvReader::Cell CsvReader::take_end() {
    if (at_ == bytes_.size()) return last_ ? Cell::row_ended : Cell::cut;
    if (bytes_[at_] == separator_) {
        ++at_;
        return Cell::ended;
    }
    const std::size_t feed = bytes_[at_] == '\r' ? at_ + 1 : at_;
    if (feed == bytes_.size()) {
        at_ = feed;
        return last_ ? Cell::row_ended : Cell::cut;
    }
    if (bytes_[feed] != '\n') return Cell::garbled;
    at_ = feed + 1;
    return Cell::row_ended;
}

CsvReader::Cell CsvReader::take_quoted(std::string& cell) {
    ++at_;
    while (true) {
        const std::size_t quote = bytes_.find('"', at_);
        const std::size_t end = std::min(quote, bytes_.size());
        cell.append(bytes_, at_, end - at_);
        at_ = end;
        if (quote == std::string::npos) return last_ ? Cell::garbled : Cell::cut;
        ++at_;
        if (at_ == bytes_.size() || bytes_[at_] != '"') return take_end();
        cell += '"';
        ++at_;
    }
}

CsvReader::Cell CsvReader::take_cell(std::string& cell) {
    cell.clear();
    if (at_ == bytes_.size()) return last_ ? Cell::row_ended : Cell::cut;
    if (bytes_[at_] == '"') return take_quoted(cell);
    const std::size_t start = at_;
    while (at_ < bytes_.size() && bytes_[at_] != separator_ && bytes_[at_] != '\n') ++at_;
    if (at_ == bytes_.size() && !last_) return Cell::cut;
    std::size_t end = at_;
    if (end > start && bytes_[end - 1] == '\r' && (at_ == bytes_.size() || bytes_[at_] == '\n')) --end;
    cell.assign(bytes_, start, end - start);
    return take_end();
}

void CsvReader::pass_lines(std::size_t from) {
    line_ += std::count(bytes_.begin() + static_cast<std::ptrdiff_t>(from),
                        bytes_.begin() + static_cast<std::ptrdiff_t>(at_), '\n');
}

CsvReader::Next CsvReader::break_off(std::size_t start, CsvRow& row, std::string why) {
    row.cells.clear();
    why_ = std::move(why);
    at_ = start;
    skipping_ = true;
    return Next::broken;
}

CsvReader::Next CsvReader::next(CsvRow& row) {
    if (!begin() || !choose_separator() || !skip_line()) return Next::more;
    if (at_ == bytes_.size()) return last_ ? Next::end : Next::more;
    const std::size_t start = at_;
    row.line = line_;
    std::size_t count = 0;
    Cell cell = Cell::ended;
    while (cell == Cell::ended) {
        if (count == limits_.cells)
            return break_off(start, row, fmt::format("the row has more than {} cells", limits_.cells));
        if (count == row.cells.size()) row.cells.emplace_back();
        cell = take_cell(row.cells[count++]);
    }
    const bool too_long = at_ - start > limits_.row_bytes;
    if (too_long)
        return break_off(start, row, fmt::format("the row has more than {} bytes", limits_.row_bytes));
    if (cell == Cell::cut) {
        at_ = start;
        return Next::more;
    }
    if (cell == Cell::garbled) {
        const bool open = at_ == bytes_.size();
        return break_off(start, row,
                         fmt::format("cell {} begins with a quote {}", count,
                                     open ? "that does not end" : "and goes on behind the closing one"));
    }
    row.cells.resize(count);
    pass_lines(start);
    return Next::row;
}

std::string csv_cell(std::string_view cell) {
    if (cell.find_first_of(",;\t\"\r\n") == std::string_view::npos) return std::string(cell);
    std::string quoted = "\"";
    for (const char c : cell) {
        if (c == '"') quoted += '"';
        quoted += c;
    }
    return quoted + "\"";
}

std::string safe_cell(std::string_view text) {
    const bool marked = text.starts_with('\'') || (begins_formula(text) && !is_plain_number(text));
    return fmt::format("{}{}", marked ? "'" : "", text);
}

std::string_view read_safe_cell(std::string_view cell) {
    if (!cell.starts_with('\'')) return cell;
    const std::string_view rest = cell.substr(1);
    return rest.starts_with('\'') || begins_formula(rest) ? rest : cell;
}

void append_csv_row(std::string& onto, std::span<const std::string> cells) {
    for (std::size_t i = 0; i < cells.size(); ++i) {
        if (i > 0) onto += ',';
        onto += csv_cell(safe_cell(cells[i]));
    }
    onto += "\r\n";
}

}  // namespace reeve
