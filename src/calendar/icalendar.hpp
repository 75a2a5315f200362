#pragma once
// Holidays out of an iCalendar file (RFC 5545), as other systems and states publish them.
//
// Events of whole days become days off. One that comes back in a way that a holiday rule can say becomes a
// rule; any other recurrence is written out as its dates. What cannot be used is left out and said, by its
// line. Events with times of day are no holidays.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "base/outcome.hpp"
#include "calendar/date.hpp"

namespace reeve::calendar {

struct IcalendarHolidays {
    struct Day {
        Date date;
        std::string name;  // one line; may be empty

        auto operator<=>(const Day&) const = default;
    };
    struct Rule {
        std::string rule;  // as parse_holiday_rule() reads it
        std::string name;

        auto operator<=>(const Rule&) const = default;
    };
    struct Skipped {
        int line = 0;  // where the event begins, from 1
        std::string why;

        bool operator==(const Skipped&) const = default;
    };

    std::optional<std::string> zone;  // the one that the file names, where there is such a zone
    std::vector<Day> holidays;        // sorted, each once
    std::vector<Rule> recurring;      // likewise
    std::vector<Skipped> skipped;     // in the order of the file
};

// Refusal malformed: it is no iCalendar file, or one that is too long or has too many events. What is broken
// in one event costs that event alone; bytes that are no UTF-8 are read as Latin-1.
[[nodiscard]] Outcome<IcalendarHolidays> read_icalendar(std::string_view text);

// {"zone": …, "holidays": [{"date", "name"}], "recurring": [{"rule", "name"}], "skipped": [{"line", "why"}]}:
// both lists of days can stand among a calendar's "holidays".
[[nodiscard]] Json icalendar_json(const IcalendarHolidays& read);

}  // namespace reeve::calendar
