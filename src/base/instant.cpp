#include "base/instant.hpp"

#include <array>
#include <charconv>
#include <chrono>

namespace reeve {
namespace {

constexpr std::int64_t micros_per_second = 1'000'000;
constexpr std::int64_t micros_per_day = 86'400 * micros_per_second;

// Reads exactly `count` digits off the front of `text`.
bool take_digits(std::string_view& text, std::size_t count, int& value) {
    if (text.size() < count) return false;
    value = 0;
    for (const char c : text.substr(0, count)) {
        if (c < '0' || c > '9') return false;
        value = value * 10 + (c - '0');
    }
    text.remove_prefix(count);
    return true;
}

bool take(std::string_view& text, char wanted) {
    if (text.empty() || text.front() != wanted) return false;
    text.remove_prefix(1);
    return true;
}

// One to nine digits after the point; what is finer than a microsecond is cut off.
bool take_fraction(std::string_view& text, std::int64_t& micros) {
    micros = 0;
    std::int64_t weight = 100'000;
    std::size_t digits = 0;
    while (digits < text.size() && text[digits] >= '0' && text[digits] <= '9') {
        micros += weight * (text[digits] - '0');
        weight /= 10;
        ++digits;
    }
    text.remove_prefix(digits);
    return digits >= 1 && digits <= 9;
}

bool take_offset(std::string_view& text, int& seconds) {
    seconds = 0;
    if (take(text, 'Z') || take(text, 'z')) return true;
    const bool west = !text.empty() && text.front() == '-';
    int hours = 0;
    int minutes = 0;
    if (!take(text, west ? '-' : '+') || !take_digits(text, 2, hours) || !take(text, ':') ||
        !take_digits(text, 2, minutes) || hours > 23 || minutes > 59)
        return false;
    seconds = (hours * 3600 + minutes * 60) * (west ? -1 : 1);
    return true;
}

std::int64_t day_number(int year, unsigned month, unsigned day) {
    using namespace std::chrono;
    return sys_days{std::chrono::year{year} / month / day}.time_since_epoch().count();
}

bool exists(int year, int month, int day) {
    using namespace std::chrono;
    return year_month_day{std::chrono::year{year}, std::chrono::month{static_cast<unsigned>(month)},
                          std::chrono::day{static_cast<unsigned>(day)}}
        .ok();
}

void append_number(std::string& onto, std::int64_t value, int width) {
    char digits[24];
    const auto end = std::to_chars(std::begin(digits), std::end(digits), value).ptr;
    for (auto written = end - digits; written < width; ++written) onto += '0';
    onto.append(digits, end);
}

struct Unit {
    std::string_view name;
    std::int64_t micros;
};
// In the order in which they may stand in a sum. Microseconds are written only when there is no other way.
constexpr std::array<Unit, 6> units{{{"d", micros_per_day},
                                     {"h", 3600 * micros_per_second},
                                     {"m", 60 * micros_per_second},
                                     {"s", micros_per_second},
                                     {"ms", 1000},
                                     {"us", 1}}};

}  // namespace

std::optional<Instant> parse_instant(std::string_view text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, second = 0, offset = 0;
    std::int64_t fraction = 0;
    if (!take_digits(text, 4, year) || !take(text, '-') || !take_digits(text, 2, month) || !take(text, '-') ||
        !take_digits(text, 2, day) || !(take(text, 'T') || take(text, 't')) || !take_digits(text, 2, hour) ||
        !take(text, ':') || !take_digits(text, 2, minute) || !take(text, ':') ||
        !take_digits(text, 2, second))
        return std::nullopt;
    if (take(text, '.') && !take_fraction(text, fraction)) return std::nullopt;
    if (!take_offset(text, offset) || !text.empty()) return std::nullopt;
    if (year < 1 || !exists(year, month, day) || hour > 23 || minute > 59 || second > 59) return std::nullopt;

    const std::int64_t days = day_number(year, static_cast<unsigned>(month), static_cast<unsigned>(day));
    const std::int64_t seconds = days * 86'400 + hour * 3600 + minute * 60 + second - offset;
    static const std::int64_t first = day_number(1, 1, 1) * 86'400;
    static const std::int64_t end = day_number(10'000, 1, 1) * 86'400;
    if (seconds < first || seconds >= end) return std::nullopt;
    return Instant{seconds * micros_per_second + fraction};
}

std::string text(Instant at) {
    std::int64_t days = at.micros / micros_per_day;
    std::int64_t rest = at.micros % micros_per_day;
    if (rest < 0) {
        rest += micros_per_day;
        --days;
    }
    // Counted in days since 0000-03-01, so that the leap day ends a year. std::chrono's own years end at
    // 32767, and what was read back from a disk may lie beyond.
    const std::int64_t shifted = days + 719'468;
    const std::int64_t era = (shifted >= 0 ? shifted : shifted - 146'096) / 146'097;
    const std::int64_t of_era = shifted - era * 146'097;
    const std::int64_t year_of_era = (of_era - of_era / 1460 + of_era / 36'524 - of_era / 146'096) / 365;
    const std::int64_t of_year = of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    const std::int64_t shifted_month = (5 * of_year + 2) / 153;
    const std::int64_t day = of_year - (153 * shifted_month + 2) / 5 + 1;
    const std::int64_t month = shifted_month < 10 ? shifted_month + 3 : shifted_month - 9;
    const std::int64_t year = year_of_era + era * 400 + (month <= 2 ? 1 : 0);

    std::string out;
    out.reserve(27);
    append_number(out, year, 4);
    append_number(out += '-', month, 2);
    append_number(out += '-', day, 2);
    append_number(out += 'T', rest / (3600 * micros_per_second), 2);
    append_number(out += ':', rest / (60 * micros_per_second) % 60, 2);
    append_number(out += ':', rest / micros_per_second % 60, 2);
    if (const std::int64_t fraction = rest % micros_per_second; fraction != 0) {
        append_number(out += '.', fraction, 6);
        while (out.back() == '0') out.pop_back();
    }
    out += 'Z';
    return out;
}

std::optional<Duration> parse_duration(std::string_view text) {
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    std::size_t next_unit = 0;
    while (!text.empty()) {
        if (text.front() < '0' || text.front() > '9') return std::nullopt;
        std::int64_t count = 0;
        const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), count);
        if (error != std::errc{}) return std::nullopt;
        text.remove_prefix(static_cast<std::size_t>(end - text.data()));
        const std::string_view name = text.substr(0, text.find_first_of("0123456789"));
        while (next_unit < units.size() && units[next_unit].name != name) ++next_unit;
        if (next_unit == units.size()) return std::nullopt;
        text.remove_prefix(name.size());
        std::int64_t micros = 0;
        if (__builtin_mul_overflow(count, units[next_unit].micros, &micros) ||
            __builtin_add_overflow(total, micros, &total))
            return std::nullopt;
        ++next_unit;
    }
    return Duration{total};
}

std::string text(Duration span) {
    if (span.micros == 0) return "0s";
    std::string out = span.micros < 0 ? "-" : "";
    // The remainders keep the sign, so that the smallest number has no need of its absolute value.
    std::int64_t rest = span.micros;
    for (const Unit& unit : units) {
        const std::int64_t count = rest / unit.micros;
        rest %= unit.micros;
        if (count == 0) continue;
        append_number(out, count < 0 ? -count : count, 1);
        out += unit.name;
    }
    return out;
}

}  // namespace reeve
