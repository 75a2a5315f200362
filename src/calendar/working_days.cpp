#include "calendar/working_days.hpp"

#include <string>

namespace reeve::calendar {
namespace {

constexpr int working_days_max = 10'000;  // in a limit

// The date that lies n working days ahead of `date` (or behind, with a step of -1).
std::optional<Date> walk(const WorkingTime& calendar, Date date, int n, int step) {
    const Zone zone = calendar.zone();
    const int far = static_cast<int>(WorkingTime::horizon.micros / Duration::days(1).micros);
    for (int walked = 0; n > 0; ++walked) {
        if (walked == far) return std::nullopt;
        date = date + step;
        if (!calendar.plan().parts(date).empty() && zone.has(date)) --n;
    }
    return date;
}

// The wall time of `at`, on another date.
Instant same_time(Zone zone, Instant at, Date date) {
    CivilTime time = zone.local(at);
    time.year = 1970;
    time.month = 1;
    time.day = 1 + date.days;
    return zone.instant(time);
}

// In working time, its closings included.
bool touches(const WorkingTime& calendar, Instant at) {
    return calendar.active(at) || calendar.last_closing(at) == at;
}

}  // namespace

Instant after_days(const WorkingTime& calendar, Instant start, int n) {
    const auto date = walk(calendar, calendar.zone().date(start), n, 1);
    if (!date) return Instant::never();
    const Instant moved = n > 0 ? same_time(calendar.zone(), start, *date) : start;
    return touches(calendar, moved) ? moved : calendar.next_opening(moved);
}

std::optional<Instant> before_days(const WorkingTime& calendar, Instant end, int n) {
    const auto date = walk(calendar, calendar.zone().date(end), n, -1);
    if (!date) return std::nullopt;
    const Instant moved = n > 0 ? same_time(calendar.zone(), end, *date) : end;
    return touches(calendar, moved) ? moved : calendar.last_closing(moved);
}

Outcome<Duration> parse_limit(std::string_view text, const WorkingTime& calendar) {
    const std::string quoted = "'" + std::string(text.substr(0, 40)) + "'";
    const auto wrong = [&](const std::string& why) { return refuse(RefusalKind::malformed, quoted + why); };
    Duration whole;
    std::string_view rest = text;
    if (const std::size_t unit = text.find("wd"); unit != std::string_view::npos) {
        int days = 0;
        for (const char c : text.substr(0, unit)) {
            if (c < '0' || c > '9' || days > working_days_max)
                return wrong(" is no limit: working days come first, such as 1wd or 2wd4h.");
            days = days * 10 + (c - '0');
        }
        if (unit == 0 || days > working_days_max) return wrong(" is no limit: there are 1wd to 10000wd.");
        if (calendar.day_length() == Duration{})
            return wrong(" means nothing on calendar '" + calendar.spec().name + "': no weekday has hours.");
        whole = {calendar.day_length().micros * days};
        rest = text.substr(unit + 2);
        if (rest.empty()) return whole;
    }
    const auto span = parse_duration(rest);
    if (!span) return wrong(" is no limit such as 4h, 30m, 1wd or 1wd2h.");
    if (!calendar.is_always_open() && rest.find('d') != std::string_view::npos)
        return wrong(" is counted in days of 24 hours, but calendar '" + calendar.spec().name +
                     "' counts working time: write wd for its working day.");
    Duration sum;
    if (__builtin_add_overflow(whole.micros, span->micros, &sum.micros)) return wrong(" is too long.");
    return sum;
}

}  // namespace reeve::calendar
