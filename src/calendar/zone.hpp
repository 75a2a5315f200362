#pragma once
// A time zone of the IANA database. Its rules are read from the machine's own files when it is loaded,
// which is the one time that this folder touches the disk.

#include <cstdint>
#include <string>
#include <string_view>

#include "base/instant.hpp"
#include "base/outcome.hpp"
#include "calendar/date.hpp"

namespace reeve::calendar {

// What a clock on the wall and a calendar beside it show.
struct CivilTime {
    int year = 1970;
    int month = 1;
    int day = 1;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int micros = 0;
    int offset_s = 0;                     // seconds east of UTC; not read when an instant is asked for
    Weekday weekday = Weekday::thursday;  // likewise

    bool operator==(const CivilTime&) const = default;
};

// A stretch of seconds since 1970 within which the zone's offset stays the same.
struct SteadyStretch {
    std::int64_t from_s = 0;
    std::int64_t until_s = 0;  // not included
    int offset_s = 0;
};

// As cheap to copy as a pointer; the rules behind it are shared and live as long as the process.
class Zone {
public:
    Zone() : Zone(utc()) {}
    [[nodiscard]] static Zone utc();
    // Refusal malformed, with the nearest right name, when the database has no such zone.
    [[nodiscard]] static Outcome<Zone> load(std::string_view name);

    [[nodiscard]] std::string name() const;
    [[nodiscard]] CivilTime local(Instant at) const;
    [[nodiscard]] Date date(Instant at) const;
    // A wall time that a change of the clock skips is the end of the gap; of one that comes twice, the
    // first is meant (semantics section 6). Fields may lie outside their ranges (hour 24, day 0): they carry over.
    [[nodiscard]] Instant instant(const CivilTime& local) const;
    // The same, for seconds since the midnight that begins the date: 86400 is the next midnight.
    [[nodiscard]] Instant instant(Date date, std::int64_t second_of_day) const;
    // Seconds east of UTC.
    [[nodiscard]] int offset_seconds(std::int64_t epoch_seconds) const;
    // False for a date that the zone left out when it crossed the date line (Apia, 2011-12-30).
    [[nodiscard]] bool has(Date date) const;
    [[nodiscard]] SteadyStretch steady(std::int64_t epoch_seconds) const;

    bool operator==(const Zone&) const = default;

private:
    explicit Zone(const void* rules) : rules_(rules) {}
    const void* rules_;
};

// The version of the machine's time zone data, such as "2025b"; "unknown" when it does not say. Read once.
[[nodiscard]] const std::string& tzdata_version();

}  // namespace reeve::calendar
