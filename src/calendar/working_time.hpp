#pragma once
// A calendar of working time: how much of it lies between two instants, and when so much has passed.
// Built once and never changed; many threads may share it.
//
// Time that counts is real time between opening and closing, so a shift over a change of the clock is an
// hour longer or shorter. Openings and closings are wall times of the calendar's zone: one that a change
// skips is the end of the gap, and of one that comes twice the first is meant. A date that the zone left out
// has no hours.

#include <expected>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"
#include "calendar/day_plan.hpp"
#include "calendar/working_time_spec.hpp"
#include "calendar/zone.hpp"

namespace reeve::calendar {

class WorkingTime {
public:
    // The calendar's years: nothing counts before and after, unless it is always open.
    static constexpr Instant earliest{-2'208'988'800'000'000};  // 1900-01-01T00:00:00Z
    static constexpr Instant latest{7'258'118'400'000'000};     // 2200-01-01T00:00:00Z
    // Searches forward and backward end after 50 years.
    static constexpr Duration horizon = Duration::days(18'263);

    // The calendar, or every mistake in its statement as a sentence.
    [[nodiscard]] static std::expected<WorkingTime, std::vector<std::string>> build(WorkingTimeSpec spec);
    // "24x7": every instant counts.
    [[nodiscard]] static WorkingTime always_open();

    WorkingTime(WorkingTime&&) noexcept;
    WorkingTime& operator=(WorkingTime&&) noexcept;
    ~WorkingTime();

    [[nodiscard]] const WorkingTimeSpec& spec() const;
    [[nodiscard]] const DayPlan& plan() const;
    [[nodiscard]] Zone zone() const;
    [[nodiscard]] bool is_always_open() const;
    // The calendar's working day, in which the unit `wd` is counted: the total that most weekdays have
    // (of two equally frequent, the longer); zero when no weekday has hours.
    [[nodiscard]] Duration day_length() const;

    // The time that counts from `from` until `to`; zero when `to` is not later.
    [[nodiscard]] Duration elapsed(Instant from, Instant to) const;
    // The earliest instant at which the time counted since `start` equals `limit`: a limit used up at
    // closing is due at closing, and a limit of zero (or less) is due at `start`. never() when it is not
    // used up within the horizon.
    [[nodiscard]] Instant due(Instant start, Duration limit) const;
    // As due(), except that a span of zero ends at `start` only in working time, else at the next opening.
    [[nodiscard]] Instant after(Instant start, Duration span) const;
    // The latest instant from which until `end` the span counts; a span of zero outside working time
    // begins at the last closing. Nothing when there is none within the horizon.
    [[nodiscard]] std::optional<Instant> before(Instant end, Duration span) const;

    // An opening counts as open, a closing does not.
    [[nodiscard]] bool active(Instant at) const;
    // The earliest instant from `at` on that is open; `at` itself when it is. never() beyond the horizon.
    [[nodiscard]] Instant next_opening(Instant at) const;
    // The earliest instant from `at` on that is not open; `at` itself when it is not. never() likewise.
    [[nodiscard]] Instant next_closing(Instant at) const;
    // The latest instant until `at` with open time just before it; `at` itself when there is.
    [[nodiscard]] std::optional<Instant> last_closing(Instant at) const;

private:
    struct State;
    explicit WorkingTime(std::unique_ptr<const State> state);
    std::unique_ptr<const State> state_;
};

}  // namespace reeve::calendar
