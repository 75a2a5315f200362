#pragma once
// A day of the proleptic Gregorian calendar, without a place or a time: "2024-05-17".

#include <compare>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace reeve::calendar {

// Monday first, as in the lists of a week.
enum class Weekday : std::uint8_t { monday, tuesday, wednesday, thursday, friday, saturday, sunday };

struct YearMonthDay {
    int year = 1970;
    int month = 1;  // 1 to 12
    int day = 1;    // 1 to 31

    bool operator==(const YearMonthDay&) const = default;
};

struct Date {
    std::int32_t days = 0;  // since 1970-01-01

    auto operator<=>(const Date&) const = default;
    Date operator+(int n) const { return {days + n}; }
    Date operator-(int n) const { return {days - n}; }

    // Nothing when there is no such day: 30 February, month 13, a year outside 1 to 9999.
    [[nodiscard]] static std::optional<Date> of(int year, int month, int day);
    // Exactly "YYYY-MM-DD".
    [[nodiscard]] static std::optional<Date> parse(std::string_view text);

    [[nodiscard]] YearMonthDay parts() const;
    [[nodiscard]] Weekday weekday() const;
};

[[nodiscard]] std::string text(Date date);         // "2024-05-17"
[[nodiscard]] std::string_view name(Weekday day);  // "Monday"
[[nodiscard]] std::string_view key(Weekday day);   // "mon", as calendars are written
[[nodiscard]] int days_in_month(int year, int month);
// Easter Sunday of the Western churches (Gregorian computus).
[[nodiscard]] Date easter(int year);

}  // namespace reeve::calendar
