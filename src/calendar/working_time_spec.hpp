#pragma once
// What a person states about a calendar: plain data, unchecked until a WorkingTime is built from it.

#include <array>
#include <map>
#include <string>
#include <vector>

#include "calendar/date.hpp"
#include "calendar/holiday_rule.hpp"

namespace reeve::calendar {

// From opening to closing, in seconds since the midnight that begins the day; 24:00 is 86400. A closing
// before the opening lies on the next day: a shift over midnight is the same as its two parts, so each
// part belongs to its own day and a holiday removes only the part that lies on it.
struct Hours {
    int from_s = 0;  // 0 to 86399
    int to_s = 0;    // 0 to 86400, not from_s

    auto operator<=>(const Hours&) const = default;
};

struct WorkingTimeSpec {
    enum class Kind : std::uint8_t { by_hours, always_open };

    std::string name;
    std::string version;         // of this statement, for the record of what was computed with it
    Kind kind = Kind::by_hours;  // always_open: "24x7"; then nothing below but the zone may be stated
    std::string zone = "UTC";    // IANA name
    std::array<std::vector<Hours>, 7> week;           // Monday first; breaks are the time between two hours
    std::map<Date, std::vector<Hours>> special_days;  // these hours instead of the week's
    std::map<Date, std::vector<Hours>> breaks;        // taken out of that day's hours
    std::map<Date, std::string> holidays;             // no hours at all; the name may be empty
    std::vector<HolidayRule> holiday_rules;           // likewise, in every year

    bool operator==(const WorkingTimeSpec&) const = default;
};

// A part of one day, from < to, in seconds since its midnight.
struct DayPart {
    int from_s = 0;
    int to_s = 0;

    auto operator<=>(const DayPart&) const = default;
};

// What the hours of the seven weekdays come to once shifts over midnight are parted: sorted lists.
[[nodiscard]] std::array<std::vector<DayPart>, 7> parts_of_week(const WorkingTimeSpec& spec);

// Every mistake as a sentence that names the day; empty when a calendar can be built.
[[nodiscard]] std::vector<std::string> mistakes(const WorkingTimeSpec& spec);

}  // namespace reeve::calendar
