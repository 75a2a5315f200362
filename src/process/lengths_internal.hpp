#pragma once
// Lengths of time where they are used, and in what they count.

#include <string_view>

#include "process/load_internal.hpp"

namespace reeve::process {

// `always`, a calendar's name, FIELD.hours or holder.hours.
[[nodiscard]] CalendarChoice calendar_of(const Defining& in, const YamlNode& node);
// A length of time that is written where it is used, and in what it counts.
struct Measured {
    const YamlNode& node;
    const YamlNode* calendar;  // null: in none
    std::string_view whose;    // "the clock 'news'"
    std::string_view what;     // "the clock"
};
// `wd` is for what counts in a calendar, `d` for what does not.
void check_unit(Reading& reading, const Measured& length);

}  // namespace reeve::process
