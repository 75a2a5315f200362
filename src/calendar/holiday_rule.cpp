#include "calendar/holiday_rule.hpp"

#include <algorithm>
#include <optional>

namespace reeve::calendar {
namespace {

// The days from one weekday to another, 0 to 6.
int days_until(Weekday from, Weekday to) {
    return (static_cast<int>(to) - static_cast<int>(from) + 7) % 7;
}

std::optional<Date> nth_weekday(const HolidayRule& rule, int year) {
    if (rule.nth < 0) {
        const auto last = Date::of(year, rule.month, days_in_month(year, rule.month));
        if (!last) return std::nullopt;
        return *last - days_until(rule.weekday, last->weekday());
    }
    const auto first = Date::of(year, rule.month, 1);
    if (!first) return std::nullopt;
    const Date found = *first + days_until(first->weekday(), rule.weekday) + 7 * (rule.nth - 1);
    if (found.parts().month != rule.month) return std::nullopt;  // not every month has a fifth one
    return found;
}

std::optional<Date> weekday_near(const HolidayRule& rule, int year) {
    const auto named = Date::of(year, rule.month, rule.day);
    if (!named) return std::nullopt;
    if (rule.nth > 0) return *named + 1 + days_until((*named + 1).weekday(), rule.weekday);
    return *named - 1 - days_until(rule.weekday, (*named - 1).weekday());
}

// The day that the rule means in that year, before any move. 29 February exists in leap years alone.
std::optional<Date> nominal(const HolidayRule& rule, int year) {
    if (year < rule.first_year || year > rule.last_year || year < 1 || year > 9999) return std::nullopt;
    switch (rule.kind) {
        case HolidayRule::Kind::fixed: return Date::of(year, rule.month, rule.day);
        case HolidayRule::Kind::once:
            return rule.date.parts().year == year ? std::optional(rule.date) : std::nullopt;
        case HolidayRule::Kind::easter: return easter(year) + rule.offset;
        case HolidayRule::Kind::nth_weekday: return nth_weekday(rule, year);
        case HolidayRule::Kind::weekday_near: return weekday_near(rule, year);
    }
    return std::nullopt;
}

}  // namespace

std::vector<Holiday> holidays(const std::vector<HolidayRule>& rules, int year) {
    std::vector<Holiday> found;
    const auto add = [&](Date date, std::string name) {
        if (date.parts().year == year) found.push_back({date, std::move(name)});
    };
    for (const HolidayRule& rule : rules) {
        for (int of_year = year - 1; of_year <= year + 1; ++of_year) {
            const auto date = nominal(rule, of_year);
            if (!date) continue;
            const auto shift = std::find_if(rule.shifts.begin(), rule.shifts.end(),
                                            [&](const auto& s) { return s.when == date->weekday(); });
            const bool shifted = shift != rule.shifts.end();
            const bool kept = !shifted || rule.observed == HolidayRule::Observed::as_well;
            if (kept) add(*date, rule.name);
            if (shifted) add(*date + shift->by_days, kept ? rule.name + " (substitute day)" : rule.name);
        }
    }
    std::sort(found.begin(), found.end());
    return found;
}

}  // namespace reeve::calendar
