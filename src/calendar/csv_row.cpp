#include "calendar/csv_row_internal.hpp"

namespace reeve::calendar {
namespace {

// A quoted cell whose opening quote is already taken. False when its closing quote is missing.
bool take_quoted(std::string_view& text, std::string& cell) {
    while (!text.empty()) {
        const char c = text.front();
        text.remove_prefix(1);
        if (c != '"') {
            cell += c;
        } else if (!text.empty() && text.front() == '"') {
            cell += '"';
            text.remove_prefix(1);
        } else {
            return text.empty() || text.front() == ',' || text.front() == '\n' || text.starts_with("\r\n");
        }
    }
    return false;
}

}  // namespace

std::optional<std::vector<std::string>> take_csv_row(std::string_view& text) {
    std::string_view rest = text;
    std::vector<std::string> row;
    while (true) {
        std::string& cell = row.emplace_back();
        if (rest.starts_with('"')) {
            rest.remove_prefix(1);
            if (!take_quoted(rest, cell)) return std::nullopt;
        } else {
            cell = rest.substr(0, rest.find_first_of(",\n"));
            rest.remove_prefix(cell.size());
        }
        if (!rest.starts_with(',')) break;
        rest.remove_prefix(1);
    }
    if (row.back().ends_with('\r')) row.back().pop_back();
    if (rest.starts_with("\r\n")) rest.remove_prefix(1);
    if (rest.starts_with('\n')) rest.remove_prefix(1);
    text = rest;
    return row;
}

std::string csv_cell(std::string_view cell) {
    if (cell.find_first_of(",\"\r\n") == std::string_view::npos) return std::string(cell);
    std::string quoted = "\"";
    for (const char c : cell) quoted += c == '"' ? "\"\"" : std::string(1, c);
    return quoted + "\"";
}

}  // namespace reeve::calendar
