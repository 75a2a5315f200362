#include "calendar/read_working_times.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <optional>

#include "base/text.hpp"
#include "calendar/shipped_holidays.hpp"

namespace reeve::calendar {
namespace {

constexpr std::size_t mistakes_max = 200;
constexpr std::size_t calendars_max = 10'000;
// Lists are measured before they are read: a short text may name much.
constexpr std::size_t holidays_max = 20'000;
constexpr std::size_t regions_max = 20;

// Every mistake at its place; a reader goes on after one, so that a person sees all at once.
class Mistakes {
public:
    void add(const std::string& place, std::string why) {
        if (found_.size() < mistakes_max) found_.push_back({"calendar", place, std::move(why)});
    }
    [[nodiscard]] bool any() const { return !found_.empty(); }
    [[nodiscard]] std::unexpected<Refusal> refusal() const {
        const Unmet& first = found_.front();
        std::string detail = first.field.empty() ? first.why : first.field + ": " + first.why;
        if (found_.size() > 1) detail += fmt::format(" ({} more mistakes)", found_.size() - 1);
        return refuse(RefusalKind::malformed, std::move(detail), found_);
    }

private:
    std::vector<Unmet> found_;
};

std::optional<int> two_digits(std::string_view text) {
    if (text.size() != 2 || text[0] < '0' || text[0] > '9' || text[1] < '0' || text[1] > '9')
        return std::nullopt;
    return (text[0] - '0') * 10 + (text[1] - '0');
}

// "08:00", "08:00:30" or "24:00", as seconds of the day.
std::optional<int> parse_clock(std::string_view text) {
    if ((text.size() != 5 && text.size() != 8) || text[2] != ':') return std::nullopt;
    const auto hour = two_digits(text.substr(0, 2));
    const auto minute = two_digits(text.substr(3, 2));
    std::optional<int> second = 0;
    if (text.size() == 8) second = text[5] == ':' ? two_digits(text.substr(6, 2)) : std::nullopt;
    if (!hour || !minute || !second || *minute > 59 || *second > 59) return std::nullopt;
    const int total = *hour * 3600 + *minute * 60 + *second;
    return total <= 86'400 ? std::optional(total) : std::nullopt;
}

class SpecReader {
public:
    SpecReader(std::string name, Mistakes& mistakes) : mistakes_(mistakes), place_(name) {
        spec_.name = std::move(name);
    }

    WorkingTimeSpec read(const JsonObject& calendar) {
        for (const auto& [key, value] : calendar) check_known(key);
        spec_.version = text_or(calendar, "version", "");
        spec_.zone = text_or(calendar, "tz", "");
        if (calendar.find("tz") == nullptr)
            wrong("", "The member 'tz' is missing: a zone such as \"Europe/Paris\".");
        read_always_open(calendar);
        if (const Json* week = calendar.find("week"))
            read_week(*week);
        else if (spec_.kind == WorkingTimeSpec::Kind::by_hours)
            wrong("", "The member 'week' is missing: the hours of each weekday.");
        if (const Json* holidays = calendar.find("holidays")) read_holidays(*holidays);
        if (const Json* regions = calendar.find("holidays_of")) read_regions(*regions);
        if (const Json* days = calendar.find("special_days"))
            read_dated(*days, "special_days", spec_.special_days);
        if (const Json* days = calendar.find("breaks")) read_dated(*days, "breaks", spec_.breaks);
        return std::move(spec_);
    }

private:
    Mistakes& mistakes_;
    std::string place_;
    WorkingTimeSpec spec_;

    void wrong(const std::string& where, std::string why) { mistakes_.add(place_ + where, std::move(why)); }

    void check_known(const std::string& key) {
        static const std::array<std::string, 8> known{"tz",           "week",   "holidays", "holidays_of",
                                                      "special_days", "breaks", "version",  "always_open"};
        if (std::find(known.begin(), known.end(), key) != known.end()) return;
        const std::string_view near = nearest(key, known);
        const std::string hint =
            near.empty() ? "there are " + join(known, ", ") : "did you mean '" + std::string(near) + "'?";
        wrong("." + key, "A calendar has no such member; " + hint);
    }

    std::string text_or(const JsonObject& calendar, const std::string& key, std::string otherwise) {
        const Json* value = calendar.find(key);
        if (value == nullptr) return otherwise;
        if (value->is_string()) return value->string();
        wrong("." + key, fmt::format("A string is expected, not a {}.", value->kind()));
        return otherwise;
    }

    void read_always_open(const JsonObject& calendar) {
        const Json* value = calendar.find("always_open");
        if (value == nullptr) return;
        if (!value->is_bool())
            wrong(".always_open", "true or false is expected.");
        else if (value->boolean())
            spec_.kind = WorkingTimeSpec::Kind::always_open;
    }

    void read_week(const Json& week) {
        if (!week.is_object()) return wrong(".week", "An object with the days mon to sun is expected.");
        for (const auto& [day, hours] : week.object()) {
            std::size_t index = 0;
            while (index < 7 && key(static_cast<Weekday>(index)) != day) ++index;
            if (index == 7)
                wrong(".week." + day, "The days of a week are mon, tue, wed, thu, fri, sat and sun.");
            else
                read_hours(hours, ".week." + day, spec_.week[index]);
        }
    }

    void read_hours(const Json& list, const std::string& where, std::vector<Hours>& hours) {
        if (!list.is_array()) return wrong(where, "A list of hours is expected: [[\"08:00\", \"16:00\"]].");
        for (std::size_t i = 0; i < list.array().size(); ++i) {
            const Json& pair = list.array()[i];
            const bool two = pair.is_array() && pair.array().size() == 2 && pair.array()[0].is_string() &&
                             pair.array()[1].is_string();
            const auto from = two ? parse_clock(pair.array()[0].string()) : std::nullopt;
            const auto to = two ? parse_clock(pair.array()[1].string()) : std::nullopt;
            if (from && to)
                hours.push_back({*from, *to});
            else
                wrong(fmt::format("{}[{}]", where, i),
                      "Two times are expected, from opening to closing: [\"08:00\", \"16:00\"].");
        }
    }

    void read_holidays(const Json& holidays) {
        if (!holidays.is_array()) return wrong(".holidays", "A list of dates is expected.");
        if (holidays.array().size() > holidays_max)
            return wrong(".holidays", fmt::format("At most {} holidays are allowed.", holidays_max));
        for (std::size_t i = 0; i < holidays.array().size(); ++i)
            read_holiday(holidays.array()[i], fmt::format(".holidays[{}]", i));
    }

    void read_holiday(const Json& holiday, const std::string& where) {
        const bool bare = holiday.is_string();
        if (!bare && !holiday.is_object())
            return wrong(where, "A date is expected, or an object with 'date' or 'rule', and 'name'.");
        if (!bare)
            for (const auto& [member, value] : holiday.object())
                if ((member != "date" && member != "rule" && member != "name") || !value.is_string())
                    return wrong(where + "." + member,
                                 "A holiday has the members date or rule, and name: strings.");
        const std::string name(holiday.string_or_empty("name"));
        if (holiday.find("rule") != nullptr) {
            if (holiday.find("date") != nullptr)
                return wrong(where, "A holiday has a date or a rule, not both.");
            auto rule = parse_holiday_rule(name, holiday.string_or_empty("rule"));
            if (!rule) return wrong(where + ".rule", rule.error().detail);
            spec_.holiday_rules.push_back(std::move(*rule));
            return;
        }
        const auto date =
            Date::parse(bare ? std::string_view(holiday.string()) : holiday.string_or_empty("date"));
        if (!date) return wrong(where, "There is no such date; one is written 2024-05-17.");
        spec_.holidays.emplace(*date, name);
    }

    void read_regions(const Json& regions) {
        if (regions.is_string()) return read_region(regions, ".holidays_of");
        if (!regions.is_array())
            return wrong(".holidays_of", "A region such as \"DK\" is expected, or a list of them.");
        if (regions.array().size() > regions_max)
            return wrong(".holidays_of", fmt::format("At most {} regions are allowed.", regions_max));
        for (std::size_t i = 0; i < regions.array().size(); ++i)
            read_region(regions.array()[i], fmt::format(".holidays_of[{}]", i));
    }

    void read_region(const Json& region, const std::string& where) {
        if (!region.is_string()) return wrong(where, "A region such as \"DK\" is expected.");
        const auto rules = shipped_holiday_rules(region.string());
        if (!rules) return wrong(where, rules.error().detail);
        spec_.holiday_rules.insert(spec_.holiday_rules.end(), rules->begin(), rules->end());
    }

    void read_dated(const Json& days, const std::string& member, std::map<Date, std::vector<Hours>>& into) {
        if (!days.is_object())
            return wrong("." + member, "An object is expected: a list of hours for each date.");
        for (const auto& [day, hours] : days.object()) {
            const auto date = Date::parse(day);
            if (date)
                read_hours(hours, "." + member + "." + day, into[*date]);
            else
                wrong("." + member + "." + day, "There is no such date; one is written 2024-05-17.");
        }
    }
};

std::vector<WorkingTimeSpec> read_all(const Json& calendars, Mistakes& mistakes) {
    std::vector<WorkingTimeSpec> specs;
    if (!calendars.is_object()) {
        mistakes.add("", "An object is expected, with a member for each calendar.");
        return specs;
    }
    if (calendars.object().size() > calendars_max) {
        mistakes.add("", fmt::format("More than {} calendars are stated.", calendars_max));
        return specs;
    }
    for (const auto& [name, calendar] : calendars.object()) {
        if (calendar.is_object())
            specs.push_back(SpecReader(name, mistakes).read(calendar.object()));
        else
            mistakes.add(name, fmt::format("A calendar is an object, not a {}.", calendar.kind()));
    }
    return specs;
}

}  // namespace

Outcome<std::vector<WorkingTimeSpec>> read_working_times(const Json& calendars) {
    Mistakes mistakes;
    auto specs = read_all(calendars, mistakes);
    if (mistakes.any()) return mistakes.refusal();
    return specs;
}

Outcome<std::vector<WorkingTime>> build_working_times(const Json& calendars) {
    Mistakes mistakes;
    std::vector<WorkingTime> built;
    for (WorkingTimeSpec& spec : read_all(calendars, mistakes)) {
        const std::string name = spec.name;
        auto calendar = WorkingTime::build(std::move(spec));
        if (calendar)
            built.push_back(std::move(*calendar));
        else
            for (std::string& sentence : calendar.error()) mistakes.add(name, std::move(sentence));
    }
    if (mistakes.any()) return mistakes.refusal();
    return built;
}

}  // namespace reeve::calendar
