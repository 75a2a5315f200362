#include <fmt/format.h>

#include <charconv>
#include <chrono>
#include <limits>

#include "cel/text_internal.hpp"

namespace reeve::cel {
namespace {

constexpr std::int64_t first_second = -62'135'596'800;  // 0001-01-01T00:00:00Z
constexpr std::int64_t last_second = 253'402'300'799;   // 9999-12-31T23:59:59Z

// ".5" of 500,000,000 nanoseconds; nothing of none.
std::string fraction(std::int64_t nanos) {
    if (nanos == 0) return {};
    std::string digits = fmt::format(".{:09}", nanos);
    digits.erase(digits.find_last_not_of('0') + 1);
    return digits;
}

// Takes pieces off the front of a text; once one does not fit, `ok` stays false.
class Reader {
public:
    explicit Reader(std::string_view text) : rest_(text) {}

    int digits(std::size_t count) {
        int value = 0;
        for (std::size_t i = 0; i < count; ++i) {
            if (rest_.size() <= i || rest_[i] < '0' || rest_[i] > '9') return fail();
            value = value * 10 + (rest_[i] - '0');
        }
        rest_.remove_prefix(count);
        return value;
    }
    void expect(char c) {
        if (!take(c)) fail();
    }
    bool take(char c) {
        if (!rest_.starts_with(c)) return false;
        rest_.remove_prefix(1);
        return true;
    }
    // What follows a decimal point, as nanoseconds; digits beyond the ninth are dropped.
    std::int32_t nanos() {
        std::int32_t value = 0;
        std::int32_t unit = 100'000'000;
        std::size_t count = 0;
        for (; count < rest_.size() && rest_[count] >= '0' && rest_[count] <= '9'; ++count, unit /= 10)
            value += (rest_[count] - '0') * unit;
        if (count == 0) return fail();
        rest_.remove_prefix(count);
        return value;
    }
    int fail() {
        ok_ = false;
        return 0;
    }
    [[nodiscard]] bool done() const { return ok_ && rest_.empty(); }

private:
    std::string_view rest_;
    bool ok_ = true;
};

struct Unit {
    std::string_view name;
    std::int64_t nanos;
};
constexpr Unit units[] = {
    // longer names before those that begin them
    {"ns", 1},
    {"us", 1'000},
    {"\u00b5s", 1'000},
    {"ms", 1'000'000},
    {"s", 1'000'000'000},
    {"m", 60'000'000'000},
    {"h", 3'600'000'000'000},
};

// One decimal and its unit off the front of `text`, in nanoseconds.
std::optional<std::int64_t> take_part(std::string_view& text) {
    const auto digits = [&text](std::size_t from) {
        return std::min(text.find_first_not_of("0123456789", from), text.size());
    };
    const std::size_t whole_end = digits(0);
    const bool point = text.substr(whole_end).starts_with('.');
    const std::size_t end = point ? digits(whole_end + 1) : whole_end;
    if (end - (point ? 1 : 0) == 0) return std::nullopt;
    const std::string_view decimals = point ? text.substr(whole_end + 1, end - whole_end - 1) : "";
    std::int64_t whole = 0;
    const auto read = std::from_chars(text.data(), text.data() + whole_end, whole);
    if (whole_end > 0 && read.ec != std::errc{}) return std::nullopt;
    text.remove_prefix(end);
    for (const Unit& unit : units) {
        if (!text.starts_with(unit.name)) continue;
        text.remove_prefix(unit.name.size());
        std::int64_t part = 0;
        std::int64_t scale = unit.nanos;
        for (const char c : decimals) {
            // An hour's fraction is exact to the nanosecond for twelve digits; more say nothing.
            if (scale % 10 != 0) break;
            scale /= 10;
            part += (c - '0') * scale;
        }
        std::int64_t total = 0;
        if (__builtin_mul_overflow(whole, unit.nanos, &total) || __builtin_add_overflow(total, part, &total))
            return std::nullopt;
        return total;
    }
    return std::nullopt;
}

}  // namespace

bool in_calendar(Timestamp at) {
    return at.seconds >= first_second && at.seconds <= last_second;
}

std::string timestamp_text(Timestamp at) {
    using namespace std::chrono;
    const sys_seconds second{seconds{at.seconds}};
    const auto day = floor<days>(second);
    const year_month_day date{day};
    const hh_mm_ss time{second - day};
    return fmt::format("{:04}-{:02}-{:02}T{:02}:{:02}:{:02}{}Z", static_cast<int>(date.year()),
                       static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                       time.hours().count(), time.minutes().count(), time.seconds().count(),
                       fraction(at.nanos));
}

std::string span_text(Span span) {
    const std::int64_t seconds = span.nanos / 1'000'000'000;
    const std::int64_t rest = span.nanos % 1'000'000'000;
    const bool negative = span.nanos < 0;
    return fmt::format("{}{}{}s", negative ? "-" : "", negative ? -seconds : seconds,
                       fraction(negative ? -rest : rest));
}

std::optional<Timestamp> parse_timestamp(std::string_view text) {
    using namespace std::chrono;
    Reader in(text);
    const int y = in.digits(4);
    in.expect('-');
    const int m = in.digits(2);
    in.expect('-');
    const int d = in.digits(2);
    in.expect('T');
    const int hour = in.digits(2);
    in.expect(':');
    const int minute = in.digits(2);
    in.expect(':');
    const int second = in.digits(2);
    const std::int32_t nanos = in.take('.') ? in.nanos() : 0;
    int offset = 0;  // minutes
    if (!in.take('Z')) {
        const bool west = in.take('-');
        if (!west) in.expect('+');
        const int hours = in.digits(2);
        in.expect(':');
        const int minutes = in.digits(2);
        if (hours > 23 || minutes > 59) in.fail();
        offset = (hours * 60 + minutes) * (west ? -1 : 1);
    }
    const year_month_day date{year{y}, month{static_cast<unsigned>(m)}, day{static_cast<unsigned>(d)}};
    if (!in.done() || !date.ok() || hour > 23 || minute > 59 || second > 59) return std::nullopt;
    const auto since = sys_seconds{sys_days{date}} + hours{hour} + minutes{minute - offset} + seconds{second};
    const Timestamp at{since.time_since_epoch().count(), nanos};
    if (!in_calendar(at)) return std::nullopt;
    return at;
}

std::optional<Span> parse_span(std::string_view text) {
    const bool negative = text.starts_with('-');
    if (negative || text.starts_with('+')) text.remove_prefix(1);
    if (text == "0") return Span{0};
    if (text.empty()) return std::nullopt;
    std::int64_t total = 0;
    while (!text.empty()) {
        const auto part = take_part(text);
        if (!part || __builtin_add_overflow(total, *part, &total)) return std::nullopt;
    }
    return Span{negative ? -total : total};
}

}  // namespace reeve::cel
