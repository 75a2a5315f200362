#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace reeve::calendar {

// Takes the next row off the front of a comma-separated text (RFC 4180: cells may be quoted, and a quote in
// one is doubled; rows end with LF or CRLF). Nothing when a quoted cell does not end as it should; the text
// is then left as it was. A row of an empty line has one empty cell.
[[nodiscard]] std::optional<std::vector<std::string>> take_csv_row(std::string_view& text);

// The same cell, quoted when it must be.
[[nodiscard]] std::string csv_cell(std::string_view cell);

}  // namespace reeve::calendar
