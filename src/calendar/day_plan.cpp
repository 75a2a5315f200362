#include "calendar/day_plan.hpp"

#include <algorithm>

namespace reeve::calendar {
namespace {

constexpr int day_s = 86'400;
constexpr int first_rule_year = 1900;
constexpr int last_rule_year = 2200;

std::vector<DayPart> united(std::vector<DayPart> parts) {
    std::sort(parts.begin(), parts.end());
    std::vector<DayPart> result;
    for (const DayPart& part : parts) {
        if (!result.empty() && part.from_s <= result.back().to_s)
            result.back().to_s = std::max(result.back().to_s, part.to_s);
        else
            result.push_back(part);
    }
    return result;
}

// What the breaks leave of the parts, and what they take. All lists are sorted and united.
void take_out(const std::vector<DayPart>& parts, const std::vector<DayPart>& breaks,
              std::vector<DayPart>& left, std::vector<DayPart>& taken) {
    for (const DayPart& part : parts) {
        int from = part.from_s;
        for (const DayPart& rest : breaks) {
            const int begin = std::max(rest.from_s, part.from_s);
            const int end = std::min(rest.to_s, part.to_s);
            if (begin >= end) continue;
            if (from < begin) left.push_back({from, begin});
            taken.push_back({begin, end});
            from = end;
        }
        if (from < part.to_s) left.push_back({from, part.to_s});
    }
}

// The hours of a dated list, parted at midnight and laid on the days they fall on.
std::map<Date, std::vector<DayPart>> parted(const std::map<Date, std::vector<Hours>>& days) {
    std::map<Date, std::vector<DayPart>> result;
    for (const auto& [date, list] : days) {
        for (const Hours& hours : list) {
            const bool over_midnight = hours.to_s < hours.from_s;
            result[date].push_back({hours.from_s, over_midnight ? day_s : hours.to_s});
            if (over_midnight && hours.to_s > 0) result[date + 1].push_back({0, hours.to_s});
        }
    }
    return result;
}

// What begins on a day of the week, as far as that day goes.
std::vector<DayPart> begun(const WorkingTimeSpec& spec, Weekday weekday) {
    std::vector<DayPart> parts;
    for (const Hours& hours : spec.week[static_cast<std::size_t>(weekday)])
        parts.push_back({hours.from_s, hours.to_s < hours.from_s ? day_s : hours.to_s});
    return parts;
}

}  // namespace

DayPlan::DayPlan(const WorkingTimeSpec& spec) {
    if (spec.kind == WorkingTimeSpec::Kind::always_open) {
        week_.fill({DayPart{0, day_s}});
        empty_ = false;
        return;
    }
    week_ = parts_of_week(spec);
    for (auto& parts : week_) parts = united(std::move(parts));
    state_holidays(spec);
    state_other_days(spec);
    const auto worked = [](const auto& parts) { return !parts.empty(); };
    empty_ = std::none_of(week_.begin(), week_.end(), worked) &&
             std::none_of(other_days_.begin(), other_days_.end(),
                          [&](const auto& day) { return worked(day.second.parts); });
}

void DayPlan::state_holidays(const WorkingTimeSpec& spec) {
    std::map<std::string, std::uint32_t, std::less<>> index;
    const auto add = [&](Date date, const std::string& name) {
        const auto [at, added] = index.try_emplace(name, static_cast<std::uint32_t>(holiday_names_.size()));
        if (added) holiday_names_.push_back(name);
        holidays_.emplace_back(date, at->second);
    };
    for (const auto& [date, name] : spec.holidays) add(date, name);
    if (!spec.holiday_rules.empty())
        for (int year = first_rule_year; year <= last_rule_year; ++year)
            for (const Holiday& holiday : holidays(spec.holiday_rules, year)) add(holiday.date, holiday.name);
    // Stable, so that a date stated by name keeps that name when a rule means it too.
    std::stable_sort(holidays_.begin(), holidays_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    holidays_.shrink_to_fit();
}

void DayPlan::state_other_days(const WorkingTimeSpec& spec) {
    const auto special = parted(spec.special_days);
    const auto breaks = parted(spec.breaks);
    std::map<Date, std::vector<DayPart>> stated;
    for (const auto& [date, list] : spec.special_days) {
        stated[date];
        // No shift of the week begins on it, so that none goes on into the next day.
        const Date next = date + 1;
        if (!spec.special_days.contains(next)) stated[next] = begun(spec, next.weekday());
    }
    for (const auto& [date, parts] : special) {
        // What spills over midnight joins an ordinary day's hours; a special day's hours stand alone.
        auto& list = stated[date];
        list.insert(list.end(), parts.begin(), parts.end());
    }
    for (const auto& [date, parts] : breaks)
        if (!stated.contains(date)) stated[date] = week_[static_cast<std::size_t>(date.weekday())];
    for (auto& [date, parts] : stated) {
        const auto rest = breaks.find(date);
        OtherDay& day = other_days_[date];
        if (rest == breaks.end())
            day.parts = united(std::move(parts));
        else
            take_out(united(std::move(parts)), united(rest->second), day.parts, day.taken_out);
    }
}

const DayPlan::OtherDay* DayPlan::other_day(Date date) const {
    const auto found = other_days_.find(date);
    return found == other_days_.end() ? nullptr : &found->second;
}

std::optional<std::string_view> DayPlan::holiday(Date date) const {
    const auto found = std::lower_bound(holidays_.begin(), holidays_.end(), date,
                                        [](const auto& entry, Date wanted) { return entry.first < wanted; });
    if (found == holidays_.end() || found->first != date) return std::nullopt;
    return holiday_names_[found->second];
}

std::span<const DayPart> DayPlan::parts(Date date) const {
    if (holiday(date)) return {};
    if (const OtherDay* day = other_day(date)) return day->parts;
    return week_[static_cast<std::size_t>(date.weekday())];
}

std::span<const DayPart> DayPlan::taken_out(Date date) const {
    const OtherDay* day = other_day(date);
    return day == nullptr || holiday(date) ? std::span<const DayPart>{} : day->taken_out;
}

}  // namespace reeve::calendar
