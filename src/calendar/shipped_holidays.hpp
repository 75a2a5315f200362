#pragma once
// The public holidays that come with Reeve, as rules, by country ("DK") or state ("US-IA").

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "calendar/holiday_rule.hpp"

namespace reeve::calendar {

// "DK", "MZ", "NL", "US", "US-IA".
[[nodiscard]] std::span<const std::string> holiday_regions();

// Refusal malformed, with the regions that there are.
[[nodiscard]] Outcome<std::vector<HolidayRule>> shipped_holiday_rules(std::string_view region);

enum class Named : std::uint8_t { no, yes };
// The region's public holidays of a year, a date a line: "2024-05-20", or "2024-05-20 Anden Pinsedag". A day
// with more than one holiday has one line, the names joined by ", ". Years 1900 to 2199.
[[nodiscard]] Outcome<std::string> holiday_list(std::string_view region, int year, Named named = Named::no);

}  // namespace reeve::calendar
