#include "calendar/date.hpp"

#include <fmt/format.h>

#include <array>

namespace reeve::calendar {
namespace {

constexpr std::array<std::string_view, 7> weekday_names{"Monday", "Tuesday",  "Wednesday", "Thursday",
                                                        "Friday", "Saturday", "Sunday"};
constexpr std::array<std::string_view, 7> weekday_keys{"mon", "tue", "wed", "thu", "fri", "sat", "sun"};

constexpr int days_per_era = 146'097;  // 400 years, after which the calendar repeats

// Days since 1970-01-01, counted in years that begin in March so that the leap day comes last.
constexpr std::int32_t days_from_civil(int year, int month, int day) {
    year -= month <= 2 ? 1 : 0;
    const int era = (year >= 0 ? year : year - 399) / 400;
    const int year_of_era = year - era * 400;
    const int day_of_year = (153 * (month > 2 ? month - 3 : month + 9) + 2) / 5 + day - 1;
    const int day_of_era = year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year;
    return era * days_per_era + day_of_era - 719'468;
}

std::optional<int> digits(std::string_view text) {
    int value = 0;
    for (const char c : text) {
        if (c < '0' || c > '9') return std::nullopt;
        value = value * 10 + (c - '0');
    }
    return value;
}

}  // namespace

int days_in_month(int year, int month) {
    constexpr std::array<int, 12> lengths{31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    const bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
    return month == 2 && leap ? 29 : lengths.at(static_cast<std::size_t>(month - 1));
}

std::optional<Date> Date::of(int year, int month, int day) {
    if (year < 1 || year > 9999 || month < 1 || month > 12 || day < 1) return std::nullopt;
    if (day > days_in_month(year, month)) return std::nullopt;
    return Date{days_from_civil(year, month, day)};
}

std::optional<Date> Date::parse(std::string_view text) {
    if (text.size() != 10 || text[4] != '-' || text[7] != '-') return std::nullopt;
    const auto year = digits(text.substr(0, 4));
    const auto month = digits(text.substr(5, 2));
    const auto day = digits(text.substr(8, 2));
    if (!year || !month || !day) return std::nullopt;
    return of(*year, *month, *day);
}

YearMonthDay Date::parts() const {
    const std::int64_t shifted = std::int64_t{days} + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - (days_per_era - 1)) / days_per_era;
    const int day_of_era = static_cast<int>(shifted - era * days_per_era);
    const int year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36'524 - day_of_era / 146'096) / 365;
    const int day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const int shifted_month = (5 * day_of_year + 2) / 153;
    const int day = day_of_year - (153 * shifted_month + 2) / 5 + 1;
    const int month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const int year = year_of_era + static_cast<int>(era) * 400 + (month <= 2 ? 1 : 0);
    return {year, month, day};
}

Weekday Date::weekday() const {
    // 1970-01-01 was a Thursday.
    const std::int64_t since_monday = (std::int64_t{days} + 3) % 7;
    return static_cast<Weekday>(since_monday < 0 ? since_monday + 7 : since_monday);
}

std::string text(Date date) {
    const auto [year, month, day] = date.parts();
    return fmt::format("{:04}-{:02}-{:02}", year, month, day);
}

std::string_view name(Weekday day) {
    return weekday_names.at(static_cast<std::size_t>(day));
}

std::string_view key(Weekday day) {
    return weekday_keys.at(static_cast<std::size_t>(day));
}

Date easter(int year) {
    // The anonymous Gregorian algorithm (Meeus, Jones, Butcher); the letters are those of its books.
    const int a = year % 19;
    const int b = year / 100;
    const int c = year % 100;
    const int d = (19 * a + b - b / 4 - (b - (b + 8) / 25 + 1) / 3 + 15) % 30;
    const int e = (32 + 2 * (b % 4) + 2 * (c / 4) - d - c % 4) % 7;
    const int f = d + e - 7 * ((a + 11 * d + 22 * e) / 451) + 114;
    return Date{days_from_civil(year, f / 31, f % 31 + 1)};
}

}  // namespace reeve::calendar
