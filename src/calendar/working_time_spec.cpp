#include "calendar/working_time_spec.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "calendar/zone.hpp"

namespace reeve::calendar {
namespace {

constexpr int day_s = 86'400;
constexpr std::size_t hours_per_day_max = 48;
constexpr std::size_t days_max = 20'000;  // special days, breaks and holidays, each
constexpr std::size_t rules_max = 500;

std::string clock_text(int second_of_day) {
    const int hour = second_of_day / 3600;
    const int minute = second_of_day / 60 % 60;
    const int second = second_of_day % 60;
    if (second != 0) return fmt::format("{:02}:{:02}:{:02}", hour, minute, second);
    return fmt::format("{:02}:{:02}", hour, minute);
}

std::string hours_text(int from_s, int to_s) {
    return clock_text(from_s) + "-" + clock_text(to_s);
}

bool well_formed(const Hours& hours) {
    return hours.from_s >= 0 && hours.from_s < day_s && hours.to_s >= 0 && hours.to_s <= day_s &&
           hours.from_s != hours.to_s;
}

void check_hours(const std::vector<Hours>& list, const std::string& day, std::vector<std::string>& found) {
    if (list.size() > hours_per_day_max)
        found.push_back(fmt::format("{} has {} hours; {} are allowed.", day, list.size(), hours_per_day_max));
    for (const Hours& hours : list) {
        if (hours.from_s == hours.to_s && hours.from_s >= 0 && hours.from_s <= day_s)
            found.push_back(fmt::format("{}: {} is empty; a whole day is 00:00-24:00.", day,
                                        hours_text(hours.from_s, hours.to_s)));
        else if (!well_formed(hours))
            found.push_back(
                fmt::format("{}: hours open between 00:00 and 23:59:59 and close by 24:00.", day));
    }
}

void check_overlaps(std::vector<DayPart> parts, const std::string& day, std::vector<std::string>& found) {
    std::sort(parts.begin(), parts.end());
    for (std::size_t i = 1; i < parts.size(); ++i) {
        if (parts[i].from_s >= parts[i - 1].to_s) continue;
        found.push_back(fmt::format("{}: {} and {} overlap.", day,
                                    hours_text(parts[i - 1].from_s, parts[i - 1].to_s),
                                    hours_text(parts[i].from_s, parts[i].to_s)));
    }
}

// Within one dated list; what spills over midnight meets the next day's hours as it does in a roster.
void check_dated(const std::map<Date, std::vector<Hours>>& days, std::string_view what,
                 std::vector<std::string>& found) {
    if (days.size() > days_max)
        found.push_back(fmt::format("{} {}s are stated; {} are allowed.", days.size(), what, days_max));
    for (const auto& [date, list] : days) {
        const std::string day = fmt::format("{} {}", what, text(date));
        check_hours(list, day, found);
        std::vector<DayPart> parts;
        for (const Hours& hours : list)
            if (well_formed(hours))
                parts.push_back({hours.from_s, hours.to_s < hours.from_s ? day_s : hours.to_s});
        check_overlaps(std::move(parts), day, found);
    }
}

}  // namespace

std::array<std::vector<DayPart>, 7> parts_of_week(const WorkingTimeSpec& spec) {
    std::array<std::vector<DayPart>, 7> week;
    for (std::size_t day = 0; day < 7; ++day) {
        for (const Hours& hours : spec.week[day]) {
            if (!well_formed(hours)) continue;
            if (hours.from_s < hours.to_s) {
                week[day].push_back({hours.from_s, hours.to_s});
                continue;
            }
            week[day].push_back({hours.from_s, day_s});
            if (hours.to_s > 0) week[(day + 1) % 7].push_back({0, hours.to_s});
        }
    }
    for (auto& parts : week) std::sort(parts.begin(), parts.end());
    return week;
}

std::vector<std::string> mistakes(const WorkingTimeSpec& spec) {
    std::vector<std::string> found;
    if (const auto zone = Zone::load(spec.zone); !zone) found.push_back(zone.error().detail);
    if (spec.kind == WorkingTimeSpec::Kind::always_open) {
        WorkingTimeSpec bare{
            .name = spec.name, .version = spec.version, .kind = spec.kind, .zone = spec.zone};
        if (spec != bare) found.emplace_back("A calendar that is always open has no hours and no holidays.");
        return found;
    }
    for (std::size_t day = 0; day < 7; ++day)
        check_hours(spec.week[day], std::string(name(static_cast<Weekday>(day))), found);
    const auto week = parts_of_week(spec);
    for (std::size_t day = 0; day < 7; ++day)
        check_overlaps(week[day], std::string(name(static_cast<Weekday>(day))), found);
    check_dated(spec.special_days, "special day", found);
    check_dated(spec.breaks, "break", found);
    if (spec.holidays.size() > days_max)
        found.push_back(
            fmt::format("{} holidays are stated; {} are allowed.", spec.holidays.size(), days_max));
    if (spec.holiday_rules.size() > rules_max)
        found.push_back(fmt::format("{} holiday rules are stated; {} are allowed.", spec.holiday_rules.size(),
                                    rules_max));
    return found;
}

}  // namespace reeve::calendar
