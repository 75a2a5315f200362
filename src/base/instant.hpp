#pragma once
// Time as data: microseconds, UTC. Nothing here asks what time it is.

#include <compare>
#include <cstdint>
#include <limits>
#include <optional>
#include <string>
#include <string_view>

namespace reeve {

struct Duration {
    std::int64_t micros = 0;

    auto operator<=>(const Duration&) const = default;
    static constexpr Duration seconds(std::int64_t n) { return {n * 1'000'000}; }
    static constexpr Duration minutes(std::int64_t n) { return {n * 60'000'000}; }
    static constexpr Duration hours(std::int64_t n) { return {n * 3'600'000'000}; }
    static constexpr Duration days(std::int64_t n) { return {n * 86'400'000'000}; }  // of 24 hours
    Duration operator+(Duration o) const { return {micros + o.micros}; }
    Duration operator-(Duration o) const { return {micros - o.micros}; }
};

struct Instant {
    std::int64_t micros = 0;  // since 1970-01-01T00:00:00Z

    auto operator<=>(const Instant&) const = default;
    static constexpr Instant never() { return {std::numeric_limits<std::int64_t>::max()}; }
    Instant operator+(Duration d) const { return {micros + d.micros}; }
    Instant operator-(Duration d) const { return {micros - d.micros}; }
    Duration operator-(Instant o) const { return {micros - o.micros}; }
};

// RFC 3339, always with an offset; written in UTC with "Z", with as many of six decimals as needed.
// Years 0001 to 9999; leap second 60 is refused. Up to nine decimals are read, six are kept.
[[nodiscard]] std::optional<Instant> parse_instant(std::string_view text);
[[nodiscard]] std::string text(Instant at);

// "1h", "30m", "45s", "250ms", "7us", "5d" (24 hours each), and sums such as "1h30m", larger units first,
// each once. Nothing for anything else, "wd" included: the calendar knows how long a working day is.
[[nodiscard]] std::optional<Duration> parse_duration(std::string_view text);
[[nodiscard]] std::string text(Duration span);  // "1h30m", "0s"

}  // namespace reeve
