#include "rehearse/when.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "calendar/date.hpp"

namespace reeve::rehearse {
namespace {

using calendar::Date;
using calendar::Weekday;

constexpr std::int64_t kMicrosOfSecond = 1'000'000;
constexpr std::string_view kForms = "09:00, 09:00:00.001, Tue 08:00, 2014-01-21 08:00, +30m or -30m";

bool all_digits(std::string_view text) {
    return !text.empty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

// A number of exactly `digits` digits, at most `most`.
std::optional<std::int64_t> digits_of(std::string_view text, std::size_t digits, std::int64_t most) {
    if (text.size() != digits || !all_digits(text)) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : text) value = value * 10 + (c - '0');
    return value <= most ? std::optional(value) : std::nullopt;
}

// Up to six decimals of a second.
std::optional<std::int64_t> fraction_of(std::string_view decimals) {
    if (!all_digits(decimals) || decimals.size() > 6) return std::nullopt;
    std::int64_t value = 0;
    for (const char c : decimals) value = value * 10 + (c - '0');
    for (std::size_t i = decimals.size(); i < 6; ++i) value *= 10;
    return value;
}

// "HH:MM", "HH:MM:SS", "HH:MM:SS.ffffff", as microseconds since midnight.
std::optional<std::int64_t> time_of_day(std::string_view text) {
    if (text.size() < 5 || text[2] != ':') return std::nullopt;
    const auto hour = digits_of(text.substr(0, 2), 2, 23);
    const auto minute = digits_of(text.substr(3, 2), 2, 59);
    if (!hour || !minute) return std::nullopt;
    std::int64_t micros = (*hour * 3600 + *minute * 60) * kMicrosOfSecond;
    text.remove_prefix(5);
    if (text.empty()) return micros;
    const auto second =
        text.size() >= 3 && text[0] == ':' ? digits_of(text.substr(1, 2), 2, 59) : std::nullopt;
    if (!second) return std::nullopt;
    micros += *second * kMicrosOfSecond;
    text.remove_prefix(3);
    if (text.empty()) return micros;
    const auto fraction = text[0] == '.' ? fraction_of(text.substr(1)) : std::nullopt;
    return fraction ? std::optional(micros + *fraction) : std::nullopt;
}

Instant on_day(Date date, std::int64_t micros_of_day, const calendar::Zone& zone) {
    return zone.instant(date, micros_of_day / kMicrosOfSecond) + Duration{micros_of_day % kMicrosOfSecond};
}

std::optional<Weekday> weekday_of(std::string_view text) {
    const std::string word = lower_ascii(text);
    for (int day = 0; day < 7; ++day)
        if (word == calendar::key(static_cast<Weekday>(day))) return static_cast<Weekday>(day);
    return std::nullopt;
}

Instant next_weekday(Weekday wanted, std::int64_t micros_of_day, Instant now, const calendar::Zone& zone) {
    Date date = zone.date(now);
    while (date.weekday() != wanted) date = date + 1;
    const Instant found = on_day(date, micros_of_day, zone);
    return found < now ? on_day(date + 7, micros_of_day, zone) : found;
}

std::optional<Instant> instant_of(std::string_view text, Instant now, const calendar::Zone& zone) {
    if (!text.empty() && (text[0] == '+' || text[0] == '-')) {
        const auto span = parse_duration(text.substr(1));
        if (!span) return std::nullopt;
        return text[0] == '+' ? now + *span : now - *span;
    }
    const std::size_t space = text.find(' ');
    if (space == std::string_view::npos) {
        const auto time = time_of_day(text);
        return time ? std::optional(on_day(zone.date(now), *time, zone)) : std::nullopt;
    }
    const auto time = time_of_day(trim(text.substr(space)));
    if (!time) return std::nullopt;
    const std::string_view day = text.substr(0, space);
    if (const auto weekday = weekday_of(day)) return next_weekday(*weekday, *time, now, zone);
    const auto date = Date::parse(day);
    return date ? std::optional(on_day(*date, *time, zone)) : std::nullopt;
}

}  // namespace

Outcome<Start> parse_start(std::string_view text) {
    const auto parts = split(text, ' ');
    if (parts.size() != 3)
        return refuse(RefusalKind::malformed,
                      "a start is a date, a time and a zone: 2014-01-20 08:00 Africa/Maputo");
    auto zone = calendar::Zone::load(parts[2]);
    if (!zone) return std::unexpected(zone.error());
    const auto date = Date::parse(parts[0]);
    const auto time = time_of_day(parts[1]);
    if (!date || !time)
        return refuse(
            RefusalKind::malformed,
            fmt::format("'{} {}' is no date and time such as 2014-01-20 08:00", parts[0], parts[1]));
    return Start{on_day(*date, *time, *zone), *zone};
}

Outcome<Instant> parse_when(std::string_view text, Instant now, const calendar::Zone& zone) {
    if (const auto at = instant_of(text, now, zone)) return *at;
    return refuse(RefusalKind::malformed, fmt::format("'{}' is no time such as {}", text, kForms));
}

std::string local_text(Instant at, const calendar::Zone& zone) {
    const calendar::CivilTime local = zone.local(at);
    std::string text = fmt::format("{:04}-{:02}-{:02} {:02}:{:02}", local.year, local.month, local.day,
                                   local.hour, local.minute);
    if (local.second == 0 && local.micros == 0) return text;
    text += fmt::format(":{:02}", local.second);
    if (local.micros == 0) return text;
    std::string decimals = fmt::format("{:06}", local.micros);
    decimals.erase(decimals.find_last_not_of('0') + 1);
    return text + "." + decimals;
}

std::string day_and_local_text(Instant at, const calendar::Zone& zone) {
    return std::string(calendar::name(zone.local(at).weekday).substr(0, 3)) + " " + local_text(at, zone);
}

}  // namespace reeve::rehearse
