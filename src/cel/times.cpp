#include <chrono>

#include "cel/standard_internal.hpp"

namespace reeve::cel {
namespace {

using Arguments = std::span<const Value>;

// A timestamp as a wall shows it. Months, days of the year and days of the month count from 0 as CEL has
// them.
struct Wall {
    int year, month, day, day_of_week, day_of_year, hours, minutes, seconds, millis;
};

Wall wall(Timestamp at, int offset) {
    using namespace std::chrono;
    const sys_seconds local{seconds{at.seconds + offset}};
    const auto today = floor<days>(local);
    const year_month_day date{today};
    const hh_mm_ss time{local - today};
    return {static_cast<int>(date.year()),
            static_cast<int>(static_cast<unsigned>(date.month())) - 1,
            static_cast<int>(static_cast<unsigned>(date.day())) - 1,
            static_cast<int>(weekday{today}.c_encoding()),
            static_cast<int>((today - sys_days{date.year() / January / 1}).count()),
            static_cast<int>(time.hours().count()),
            static_cast<int>(time.minutes().count()),
            static_cast<int>(time.seconds().count()),
            at.nanos / 1'000'000};
}

template <int Wall::*part, int base = 0>
Value utc_part(CallContext&, Arguments a) {
    return wall(a[0].timestamp(), 0).*part + base;
}

template <int Wall::*part, int base = 0>
Value zone_part(CallContext& context, Arguments a) {
    const Timestamp at = a[0].timestamp();
    const auto offset = zone_offset(a[1].string(), at.seconds, context.zones);
    if (!offset) return Value::error(ErrorKind::invalid_argument, "unknown time zone");
    return wall(at, *offset).*part + base;
}

template <std::int64_t unit, std::int64_t wrap = 0>
Value span_part(CallContext&, Arguments a) {
    const std::int64_t whole = a[0].duration().nanos / unit;
    return wrap == 0 ? whole : whole % wrap;
}

template <int Wall::*part, int base = 0>
void add_part(StandardTable& table, std::string_view name) {
    table.add(name, true, {Type::timestamp()}, Type::integer(), utc_part<part, base>);
    table.add(name, true, {Type::timestamp(), Type::string()}, Type::integer(), zone_part<part, base>);
}

int two_digits(std::string_view text) {
    const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
    return is_digit(text[0]) && is_digit(text[1]) ? (text[0] - '0') * 10 + text[1] - '0' : -1;
}

}  // namespace

std::optional<int> zone_offset(std::string_view zone, std::int64_t epoch_seconds, const ZoneOffset& zones) {
    if (zone == "UTC" || zone == "Z") return 0;
    std::string_view digits = zone;
    const bool west = digits.starts_with('-');
    if (west || digits.starts_with('+')) digits.remove_prefix(1);
    if (digits.size() == 5 && digits[2] == ':') {
        const int hours = two_digits(digits);
        const int minutes = two_digits(digits.substr(3));
        if (hours < 0 || hours > 23 || minutes < 0 || minutes > 59) return std::nullopt;
        return (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    }
    return zones ? zones(zone, epoch_seconds) : std::nullopt;
}

void add_times(StandardTable& table) {
    add_part<&Wall::year>(table, "getFullYear");
    add_part<&Wall::month>(table, "getMonth");
    add_part<&Wall::day>(table, "getDayOfMonth");
    add_part<&Wall::day, 1>(table, "getDate");
    add_part<&Wall::day_of_week>(table, "getDayOfWeek");
    add_part<&Wall::day_of_year>(table, "getDayOfYear");
    add_part<&Wall::hours>(table, "getHours");
    add_part<&Wall::minutes>(table, "getMinutes");
    add_part<&Wall::seconds>(table, "getSeconds");
    add_part<&Wall::millis>(table, "getMilliseconds");
    constexpr std::int64_t milli = 1'000'000;
    constexpr std::int64_t second = 1'000 * milli;
    const auto add = [&table](std::string_view name, Run run) {
        table.add(name, true, {Type::duration()}, Type::integer(), run);
    };
    add("getHours", span_part<3'600 * second>);
    add("getMinutes", span_part<60 * second>);
    add("getSeconds", span_part<second>);
    add("getMilliseconds", span_part<milli, 1'000>);
}

}  // namespace reeve::cel
