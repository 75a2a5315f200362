#pragma once
// On which days of a year a holiday falls, as a rule that people can write:
//
//   "12-25"                                  the same day each year
//   "2023-05-06"                             one day, once
//   "easter", "easter +39", "easter -2"      days from Easter Sunday
//   "3rd monday in january", "last monday in may"
//   "monday before 06-01", "sunday after 11-26"   the nearest, never the named day itself
//
// followed by what happens on a day of the week ("if sunday then next monday" moves the holiday;
// "and if sunday then next monday" keeps the day and adds another), and by the years in which it holds
// ("since 2014", "until 2023", both inclusive; they mean the year before any move).

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "calendar/date.hpp"

namespace reeve::calendar {

struct HolidayRule {
    enum class Kind : std::uint8_t { fixed, once, easter, nth_weekday, weekday_near };
    // Moves the holiday, or adds a day to it, when it falls on `when`.
    struct Shift {
        Weekday when = Weekday::sunday;
        int by_days = 0;  // -7 to 7, never 0

        bool operator==(const Shift&) const = default;
    };

    std::string name;
    Kind kind = Kind::fixed;
    int month = 1;   // fixed, nth_weekday, weekday_near
    int day = 1;     // fixed, weekday_near
    Date date;       // once
    int offset = 0;  // easter: days from Easter Sunday
    int nth = 1;     // nth_weekday: 1 to 5, or -1 for the last; weekday_near: 1 after, -1 before
    Weekday weekday = Weekday::monday;  // nth_weekday, weekday_near
    std::vector<Shift> shifts;          // the first that fits holds
    enum class Observed : std::uint8_t { instead, as_well } observed = Observed::instead;
    int first_year = 1;
    int last_year = 9999;

    bool operator==(const HolidayRule&) const = default;
};

struct Holiday {
    Date date;
    std::string name;  // of an added day: "NAME (substitute day)"

    auto operator<=>(const Holiday&) const = default;
};

// Refusal malformed: which word was not understood and what may stand there.
[[nodiscard]] Outcome<HolidayRule> parse_holiday_rule(std::string_view name, std::string_view rule);

// The holidays that fall within the year (a rule of the next year may reach back into it), sorted.
[[nodiscard]] std::vector<Holiday> holidays(const std::vector<HolidayRule>& rules, int year);

}  // namespace reeve::calendar
