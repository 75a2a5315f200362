#pragma once
// An iCalendar file as text: its events, each with those of its lines that tell of days.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "calendar/date.hpp"

namespace reeve::calendar {

// An event, with those of its lines that matter here.
struct EventText {
    int line = 0;
    std::string text;
    bool recurs = false;
    bool too_long = false;
    std::string uid;
    std::optional<Date> instead_of;  // that date of the event of the same uid, whose others stay
};

struct FileText {
    bool is_calendar = false;
    std::optional<std::string> zone;
    std::vector<EventText> events;
};

[[nodiscard]] FileText parted(std::string_view text);
[[nodiscard]] std::string from_latin_1(std::string_view bytes);

}  // namespace reeve::calendar
