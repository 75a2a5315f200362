#pragma once
// The working hours of a process's demonstration, as far as clocks and acts count in them.

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "calendar/working_time.hpp"
#include "process/demo.hpp"
#include "process/model.hpp"

namespace reeve::verify {

// From where hours are looked at: those of a demonstration are the same in every year, but for days off.
inline constexpr Instant hours_begin{1'577'923'200'000'000};  // 2020-01-02T00:00:00Z

using process::Index;

struct Hours {
    std::string name;  // of the calendar
    const calendar::WorkingTime* time = nullptr;
};

// What a clock, or an act, counts in: all that it may be.
struct HoursOfClock {
    std::vector<Hours> hours;         // each calendar once
    std::vector<std::string> lacked;  // "the calendar 'shifts'", "North Clinic": what has none
};

class DemoHours {
public:
    explicit DemoHours(process::Demo demo);

    [[nodiscard]] const process::Demo& demo() const { return demo_; }
    // Nothing of one that counts round the clock.
    [[nodiscard]] HoursOfClock of(const process::Process& process, const process::RecordType& type,
                                  const process::Clock& clock) const;
    // Where these may hold the record.
    [[nodiscard]] HoursOfClock of(const process::Process& process, const process::RecordType& type,
                                  const process::CalendarChoice& calendar,
                                  const std::vector<Index>& holders) const;
    [[nodiscard]] std::optional<Hours> named(const std::string& calendar) const;

private:
    process::Demo demo_;
    std::map<std::string, calendar::WorkingTime> calendars_;

    void add(HoursOfClock& onto, const std::string& calendar, const std::string& whose) const;
    void add_of_holders(HoursOfClock& onto, const process::Process& process,
                        const std::vector<Index>& holders) const;
};

// Of such a length at the most: so much time passes, by any watch, until the limit is used up. Null: all
// counts. Nothing where it never is.
[[nodiscard]] std::optional<Duration> longest(const process::Span& limit, const calendar::WorkingTime* time);

}  // namespace reeve::verify
