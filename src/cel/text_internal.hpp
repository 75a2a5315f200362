#pragma once
// Values as text: what string(), format() and messages write.

#include <optional>
#include <string>
#include <string_view>

#include "cel/value.hpp"

namespace reeve::cel {

[[nodiscard]] std::string quoted(std::string_view text);  // 'it\'s', for strings and with b before for bytes
[[nodiscard]] std::string timestamp_text(Timestamp at);   // RFC 3339 in UTC, as many decimals as needed
[[nodiscard]] std::string span_text(Span span);           // "90s", "-1.5s"
// Nothing when the text is no such time, or one outside the years 0001 to 9999.
[[nodiscard]] std::optional<Timestamp> parse_timestamp(std::string_view text);
// "1h30m", "-1.5s", "250ms", "1us", "2ns": a sum of signed decimals, each with a unit; at most 292 years.
[[nodiscard]] std::optional<Span> parse_span(std::string_view text);
[[nodiscard]] bool in_calendar(Timestamp at);

}  // namespace reeve::cel
