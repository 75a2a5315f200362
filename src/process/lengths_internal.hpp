#pragma once
// Lengths of time where they are used, and in what they count.

#include <string_view>

#include "process/load_internal.hpp"

namespace reeve::process {

// `always`, a calendar's name, FIELD.hours or holder.hours.
[[nodiscard]] CalendarChoice calendar_of(const Defining& in, const YamlNode& node);
// Whether what has this `calendar` counts in one; null: it names none.
[[nodiscard]] bool counts_in_calendar(const YamlNode* calendar);

// In which days a length of time is written.
struct Units {
    bool exact_days = false;    // `5d`
    bool working_days = false;  // `5wd`
};
[[nodiscard]] Units units_of(std::string_view text, const Span& span);

// A length of time, and in what it counts.
struct Measured {
    Spot at;
    Units units;
    bool in_calendar = false;
    std::string_view whose;  // "the clock 'news'"
    std::string_view what;   // "the clock"
};
// `wd` is for what counts in a calendar, `d` for what does not.
void check_units(Reading& reading, const Measured& length);

}  // namespace reeve::process
