#pragma once
// How the records of a type are numbered: "EPTS-{seq:5}" makes EPTS-00042.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve::process {

struct NumberFormat {
    std::string before;  // "EPTS-"; the series is known by it
    int digits = 1;      // at least so many, with leading zeros
};

// Capital letters and digits, then a hyphen, then {seq:DIGITS} with 1 to 12 digits. Nothing for anything
// else.
[[nodiscard]] std::optional<NumberFormat> parse_number_format(std::string_view text);
// `sequence` counts from 1.
[[nodiscard]] std::string text(const NumberFormat& format, std::int64_t sequence);

}  // namespace reeve::process
