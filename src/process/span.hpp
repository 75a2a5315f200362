#pragma once
// A length of time as a process says it.

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "cel/value.hpp"

namespace reeve::process {

// Exact time, or working days of the calendar it is counted in (a calendar knows how long its day is), or
// both.
struct Span {
    Duration exact;
    std::int64_t working_days = 0;

    // Its length where a working day is so long.
    [[nodiscard]] Duration in_days_of(Duration day) const {
        return exact + Duration{day.micros * working_days};
    }

    bool operator==(const Span&) const = default;
};

// "4h", "1h30m", "14d" (24 hours each), "1wd" (a working day), "1wd4h". Nothing for anything else, negatives
// included.
[[nodiscard]] std::optional<Span> parse_span(std::string_view text);
[[nodiscard]] std::string text(const Span& span);

// As an expression sees it: an object of span_type(), in the order of SpanMember.
[[nodiscard]] cel::Value span_value(const Span& span);
// Of such an object, or of a CEL duration; nothing for null and for any other value.
[[nodiscard]] std::optional<Span> span_of(const cel::Value& value);

}  // namespace reeve::process
