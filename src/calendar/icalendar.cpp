#include "calendar/icalendar.hpp"

#include <fmt/format.h>
#include <libical/ical.h>

#include <algorithm>
#include <array>
#include <map>
#include <memory>
#include <mutex>
#include <set>

#include "base/text.hpp"
#include "calendar/holiday_rule.hpp"
#include "calendar/icalendar_text_internal.hpp"
#include "calendar/zone.hpp"

namespace reeve::calendar {
namespace {

constexpr std::size_t bytes_max = 4u << 20;
constexpr std::size_t events_max = 10'000;
constexpr std::size_t days_max = 20'000;  // as many as a calendar may state
constexpr int occurrences_max = 1000;     // of one event
constexpr int expanded_days = 30 * 366;   // how far an endless recurrence is written out
// The library looks for the next occurrence for thousands of years: of what never comes a file has one.
constexpr int vain_searches_max = 1;
// It takes a step for each day, week, month or year that might be the next: of a file so many, which is a
// second.
constexpr std::int64_t steps_max = 500'000;
constexpr int event_days_max = 366;           // in a row
constexpr std::size_t name_length_max = 200;  // code points
constexpr int first_year = 1900;              // those of working time
constexpr int last_year = 2199;
constexpr int compared_years = 12;  // a rule must say for so long what the recurrence says

struct ComponentEnd {
    void operator()(icalcomponent* component) const { icalcomponent_free(component); }
};
using Component = std::unique_ptr<icalcomponent, ComponentEnd>;

struct IteratorEnd {
    void operator()(icalrecur_iterator* iterator) const { icalrecur_iterator_free(iterator); }
};
using Iterator = std::unique_ptr<icalrecur_iterator, IteratorEnd>;

std::optional<Date> date_of(const icaltimetype& time) {
    if (icaltime_is_null_time(time) || time.year < first_year || time.year > last_year) return std::nullopt;
    return Date::of(time.year, time.month, time.day);
}

bool at_midnight(const icaltimetype& time) {
    return time.is_date || (time.hour == 0 && time.minute == 0 && time.second == 0);
}

// One value of a BY… part, or none; more than one, or one that is not asked for here, make it no rule.
template <std::size_t n>
int values(const short (&by)[n]) {
    int count = 0;
    while (count < static_cast<int>(n) && by[count] != ICAL_RECURRENCE_ARRAY_MAX) ++count;
    return count;
}

// "12-25" or "last monday in may", of what comes back each year on one day; nothing for any other recurrence.
std::optional<std::string> yearly_rule(const icalrecurrencetype& recurs, Date start) {
    static constexpr std::array<const char*, 12> months{"january",   "february", "march",    "april",
                                                        "may",       "june",     "july",     "august",
                                                        "september", "october",  "november", "december"};
    static constexpr std::array<const char*, 5> ordinals{"1st", "2nd", "3rd", "4th", "5th"};
    if (recurs.freq != ICAL_YEARLY_RECURRENCE || recurs.interval > 1 || recurs.count != 0)
        return std::nullopt;
    if (values(recurs.by_hour) + values(recurs.by_minute) + values(recurs.by_second) +
            values(recurs.by_year_day) + values(recurs.by_week_no) + values(recurs.by_set_pos) !=
        0)
        return std::nullopt;
    const auto [year, start_month, start_day] = start.parts();
    const int in_months = values(recurs.by_month), on_days = values(recurs.by_day);
    const int month_days = values(recurs.by_month_day);
    if (in_months > 1 || on_days > 1 || month_days > 1 || on_days + month_days > 1) return std::nullopt;
    const int month = in_months == 1 ? recurs.by_month[0] : start_month;
    if (month < 1 || month > 12) return std::nullopt;
    if (on_days == 1) {
        const int nth = icalrecurrencetype_day_position(recurs.by_day[0]);
        const int weekday = icalrecurrencetype_day_day_of_week(recurs.by_day[0]);  // 1 is Sunday
        if (in_months == 0 || weekday < 1 || weekday > 7 || (nth != -1 && (nth < 1 || nth > 5)))
            return std::nullopt;
        return fmt::format("{} {} in {}", nth == -1 ? "last" : ordinals[static_cast<std::size_t>(nth - 1)],
                           lower_ascii(name(static_cast<Weekday>((weekday + 5) % 7))),
                           months[static_cast<std::size_t>(month - 1)]);
    }
    const int day = month_days == 1 ? recurs.by_month_day[0] : start_day;
    return Date::of(2000, month, day) ? std::optional(fmt::format("{:02}-{:02}", month, day)) : std::nullopt;
}

// The name as one line: what it is called, not how it was written.
std::string one_line(const char* summary) {
    std::string line;
    for (const char c : std::string_view(summary == nullptr ? "" : summary))
        line += static_cast<unsigned char>(c) < 0x20 || c == 0x7f ? ' ' : c;
    line = std::string(trim(line));
    if (!valid_utf8(line)) line = from_latin_1(line);
    while (length_utf8(line) > name_length_max) {
        do {
            line.pop_back();
        } while ((static_cast<unsigned char>(line.back()) & 0xc0) == 0x80);
    }
    return line;
}

// What was spent on looking for the days of a file's recurrences.
struct Searches {
    int in_vain = 0;
    std::int64_t steps = 0;
};

int days_of_a_step(const icalrecurrencetype& recurs) {
    switch (recurs.freq) {
        case ICAL_YEARLY_RECURRENCE: return 365;
        case ICAL_MONTHLY_RECURRENCE: return 30;
        case ICAL_WEEKLY_RECURRENCE: return 7;
        default: return 1;
    }
}

// Up to where it is looked for.
Date end_of(const icalrecurrencetype& recurs) {
    const Date end = *Date::of(last_year, 12, 31);
    return std::min(date_of(recurs.until).value_or(end), end);
}

class EventReader {
public:
    // `moved`: dates of it for which others stand.
    EventReader(const EventText& event, const std::set<Date>& moved, IcalendarHolidays& read,
                Searches& searches)
        : event_(event), moved_(moved), read_(read), searches_(searches) {}

    void read() {
        if (event_.too_long) return skip("It is too long.");
        component_.reset(
            icalparser_parse_string(("BEGIN:VEVENT\r\n" + event_.text + "END:VEVENT\r\n").c_str()));
        if (!component_ || icalcomponent_isa(component_.get()) != ICAL_VEVENT_COMPONENT)
            return skip("It cannot be read.");
        const bool one_of_many = first(ICAL_RECURRENCEID_PROPERTY) != nullptr;
        if (one_of_many && (!event_.instead_of || event_.uid.empty()))
            return skip("It changes a recurring event, which is read as it was, from some day on.");
        if (icalcomponent_get_status(component_.get()) == ICAL_STATUS_CANCELLED)
            return skip("It is cancelled.");
        const icalproperty* begins = first(ICAL_DTSTART_PROPERTY);
        const auto start = begins != nullptr ? date_of(icalproperty_get_dtstart(begins)) : std::nullopt;
        if (!start) return skip("It has no beginning that can be read, between 1900 and 2199.");
        start_ = *start;
        begins_ = icalproperty_get_dtstart(begins);
        if (!count_days()) return;
        name_ = one_line(icalcomponent_get_summary(component_.get()));
        if (one_of_many) return add(start_);
        if (!event_.recurs && first(ICAL_RDATE_PROPERTY) == nullptr && moved_.empty()) return add(start_);
        read_recurrence();
    }

private:
    const EventText& event_;
    const std::set<Date>& moved_;
    IcalendarHolidays& read_;
    Searches& searches_;
    Component component_;
    Date start_;
    icaltimetype begins_{};
    std::string name_;
    int days_ = 1;
    bool no_end_ = false;  // what it says is none

    [[nodiscard]] icalproperty* first(icalproperty_kind kind) const {
        return icalcomponent_get_first_property(component_.get(), kind);
    }
    void skip(std::string why) { read_.skipped.push_back({event_.line, std::move(why)}); }

    void add(Date date) {
        for (int day = 0; day < days_; ++day) read_.holidays.push_back({date + day, name_});
    }

    // How many days it lasts. False, and said, when it is not of whole days.
    bool count_days() {
        bool whole = begins_.is_date;
        if (const icalproperty* end = first(ICAL_DTEND_PROPERTY)) {
            const icaltimetype ends = icalproperty_get_dtend(end);
            const auto last = date_of(ends);
            whole = whole || (at_midnight(begins_) && at_midnight(ends) && last && *last > start_);
            if (last) days_ = last->days - start_.days;
            if (!last && ends.year > last_year) days_ = event_days_max + 1;
            no_end_ = last ? *last < start_ : ends.year <= last_year;
        } else if (const icalproperty* lasts = first(ICAL_DURATION_PROPERTY)) {
            const int seconds = icaldurationtype_as_int(icalproperty_get_duration(lasts));
            whole = whole || (at_midnight(begins_) && seconds > 0 && seconds % 86'400 == 0);
            days_ = seconds / 86'400;
        }
        // Many write the last day as the end, which is the day after it.
        days_ = std::max(days_, 1);
        if (!whole)
            skip("It is of a part of a day.");
        else if (days_ > event_days_max)
            skip("It lasts longer than a year.");
        else {
            if (no_end_) skip("It has no end that can be read after its beginning; one day of it was taken.");
            return true;
        }
        return false;
    }

    void read_recurrence() {
        const icalproperty* property = first(ICAL_RRULE_PROPERTY);
        if (event_.recurs && property == nullptr) return skip("How it recurs cannot be read.");
        const bool plain = property != nullptr && moved_.empty() && first(ICAL_RDATE_PROPERTY) == nullptr &&
                           first(ICAL_EXDATE_PROPERTY) == nullptr && first(ICAL_EXRULE_PROPERTY) == nullptr;
        std::set<Date> dates;
        for (icalproperty* one = first(ICAL_RRULE_PROPERTY); one != nullptr;
             one = icalcomponent_get_next_property(component_.get(), ICAL_RRULE_PROPERTY)) {
            const icalrecurrencetype recurs = icalproperty_get_rrule(one);
            if (plain && days_ == 1 && add_rule(recurs)) return;
            if (!expand(recurs, dates)) return;
        }
        for (icalproperty* one = first(ICAL_RDATE_PROPERTY); one != nullptr;
             one = icalcomponent_get_next_property(component_.get(), ICAL_RDATE_PROPERTY)) {
            const icaldatetimeperiodtype extra = icalproperty_get_rdate(one);
            const bool period = icaltime_is_null_time(extra.time);
            if (const auto date = date_of(period ? extra.period.start : extra.time)) dates.insert(*date);
        }
        if (property == nullptr) dates.insert(start_);
        if (!take_out(dates)) return;
        for (const Date date : dates) add(date);
    }

    // What is said not to be.
    bool take_out(std::set<Date>& dates) {
        if (first(ICAL_EXRULE_PROPERTY) != nullptr) {
            skip("It says by a rule when it does not recur.");
            return false;
        }
        for (icalproperty* one = first(ICAL_EXDATE_PROPERTY); one != nullptr;
             one = icalcomponent_get_next_property(component_.get(), ICAL_EXDATE_PROPERTY))
            if (const auto date = date_of(icalproperty_get_exdate(one))) dates.erase(*date);
        for (const Date date : moved_) dates.erase(date);
        return true;
    }

    // As a rule, where one says the same.
    bool add_rule(const icalrecurrencetype& recurs) {
        auto rule = yearly_rule(recurs, start_);
        if (!rule) return false;
        *rule += fmt::format(" since {:04}", start_.parts().year);
        if (const auto until = date_of(recurs.until)) {
            const auto said = parse_holiday_rule(name_, *rule);
            int last = until->parts().year;
            if (!said || (!holidays({*said}, last).empty() && holidays({*said}, last).front().date > *until))
                --last;
            if (last < start_.parts().year) return false;
            *rule += fmt::format(" until {:04}", last);
        }
        const auto parsed = parse_holiday_rule(name_, *rule);
        if (!parsed || !says_the_same(*parsed, recurs)) return false;
        read_.recurring.push_back({std::move(*rule), name_});
        return true;
    }

    [[nodiscard]] bool says_the_same(const HolidayRule& rule, const icalrecurrencetype& recurs) const {
        const int until_year = std::min(start_.parts().year + compared_years, last_year);
        std::vector<Date> by_rule, by_recurrence;
        for (int year = start_.parts().year; year <= until_year; ++year)
            for (const Holiday& holiday : holidays({rule}, year)) by_rule.push_back(holiday.date);
        const Iterator iterator(icalrecur_iterator_new(recurs, begins_));
        if (!iterator) return false;
        for (int i = 0; i <= compared_years; ++i) {
            const auto date = date_of(icalrecur_iterator_next(iterator.get()));
            if (!date || date->parts().year > until_year) break;
            by_recurrence.push_back(*date);
        }
        return by_rule == by_recurrence;
    }

    // False, and said, when it cannot be written out.
    bool expand(icalrecurrencetype recurs, std::set<Date>& dates) {
        const bool yearly = recurs.freq == ICAL_YEARLY_RECURRENCE || recurs.freq == ICAL_MONTHLY_RECURRENCE;
        const bool daily = recurs.freq == ICAL_DAILY_RECURRENCE || recurs.freq == ICAL_WEEKLY_RECURRENCE;
        const bool endless = recurs.count == 0 && icaltime_is_null_time(recurs.until);
        if (!yearly && !daily) {
            skip("It recurs within a day.");
            return false;
        }
        if (daily && endless) {
            skip("It recurs every day or week without end: that is for the hours of the week to say.");
            return false;
        }
        if (searches_.in_vain > vain_searches_max) {
            skip("It is not read: this file has recurrences that never come.");
            return false;
        }
        if (searches_.steps > steps_max) {
            skip("It is not read: the recurrences of this file come too seldom.");
            return false;
        }
        const Iterator iterator(icalrecur_iterator_new(recurs, begins_));
        const Date horizon = start_ + expanded_days;
        Date before = start_;
        for (int i = 0;; ++i) {
            const auto date = iterator ? date_of(icalrecur_iterator_next(iterator.get())) : std::nullopt;
            if (!date && i == 0) {
                ++searches_.in_vain;
                skip("It recurs in a way that gives no day.");
                return false;
            }
            const bool counted = !date && recurs.count > 0 && i == recurs.count;
            const Date reached = date ? *date : counted ? before : end_of(recurs);
            searches_.steps += std::max(0, reached.days - before.days) / days_of_a_step(recurs);
            if (!date) return true;
            before = *date;
            if (i == occurrences_max || *date > horizon) {
                const Date last = dates.empty() ? start_ : *dates.rbegin();
                skip(fmt::format("It goes on recurring; it is read until {}.", text(last)));
                return true;
            }
            dates.insert(*date);
        }
    }
};

template <class T>
void sort_once(std::vector<T>& list) {
    std::sort(list.begin(), list.end());
    list.erase(std::unique(list.begin(), list.end()), list.end());
}

}  // namespace

Outcome<IcalendarHolidays> read_icalendar(std::string_view text) {
    const auto wrong = [](std::string why) { return refuse(RefusalKind::malformed, std::move(why)); };
    if (text.size() > bytes_max) return wrong(fmt::format("The file is longer than {} MB.", bytes_max >> 20));
    const FileText file = parted(text);
    if (!file.is_calendar) return wrong("This is no iCalendar file: no line says BEGIN:VCALENDAR.");
    if (file.events.size() > events_max)
        return wrong(fmt::format("The file has {} events; {} are read.", file.events.size(), events_max));
    // The library keeps some state of its own.
    static std::mutex one_at_a_time;
    const std::scoped_lock lock(one_at_a_time);
    icalerror_set_errors_are_fatal(0);
    IcalendarHolidays read;
    read.zone = file.zone;
    Searches searches;
    std::map<std::string, std::set<Date>> moved;
    for (const EventText& event : file.events)
        if (event.instead_of) moved[event.uid].insert(*event.instead_of);
    for (const EventText& event : file.events) {
        static const std::set<Date> none;
        const auto of_it = event.instead_of || event.uid.empty() ? moved.end() : moved.find(event.uid);
        EventReader(event, of_it != moved.end() ? of_it->second : none, read, searches).read();
        if (read.holidays.size() > 10 * days_max) break;
    }
    icalmemory_free_ring();
    sort_once(read.holidays);
    sort_once(read.recurring);
    if (read.holidays.size() > days_max)
        return wrong(fmt::format("The file states more than {} days off.", days_max));
    return read;
}

Json icalendar_json(const IcalendarHolidays& read) {
    JsonArray days, rules, skipped;
    for (const auto& day : read.holidays)
        days.push_back(JsonObject{{"date", text(day.date)}, {"name", day.name}});
    for (const auto& rule : read.recurring)
        rules.push_back(JsonObject{{"rule", rule.rule}, {"name", rule.name}});
    for (const auto& one : read.skipped)
        skipped.push_back(JsonObject{{"line", std::int64_t{one.line}}, {"why", one.why}});
    return JsonObject{{"zone", read.zone ? Json(*read.zone) : Json()},
                      {"holidays", std::move(days)},
                      {"recurring", std::move(rules)},
                      {"skipped", std::move(skipped)}};
}

}  // namespace reeve::calendar
