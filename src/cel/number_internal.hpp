#pragma once
// Doubles to and from text, the same on every machine.

#include <optional>
#include <string>
#include <string_view>

namespace reeve::cel {

// Digits, optional point and exponent, optional sign before. Nothing when it is no such number or is too
// large; too small a number becomes zero.
[[nodiscard]] std::optional<double> parse_double(std::string_view text);
// The shortest text that reads back the same: "0.1", "1e+23", "2", "Infinity", "-Infinity", "NaN".
[[nodiscard]] std::string double_text(double value);

}  // namespace reeve::cel
