#pragma once
// The life of a clock told anew from its stretches alone: what it comes to in another calendar or under
// another limit. Told in what each stretch was counted in, it comes to the recorded figures, to the
// microsecond. Pure.

#include <algorithm>
#include <optional>
#include <string_view>

#include "base/instant.hpp"
#include "process/model.hpp"
#include "records/record_parts.hpp"

namespace reeve::records {

struct Recounted {
    ClockState state = ClockState::waiting;
    std::optional<Instant> due;  // while running; of a met or breached one the last
    std::optional<Instant> breached_at;
    Duration elapsed;  // counted until its end; of one that has none, until the instant that was asked for
    bool operator==(const Recounted&) const = default;
};

// Whether it was stopped by what it waits for; else it was cancelled. Of one that its own breach stopped, the
// words of its cause say so.
[[nodiscard]] bool fulfilled(const process::RecordType& type, const process::Clock& clock,
                             const ClockSet& stopped);

// How long a limit is where a working day is so long: by how it was said, where that has working days and
// they have a length; else as long as it was.
[[nodiscard]] Duration limit_in_days_of(Duration limit, std::string_view said, Duration day);

// Tells stretches one after another; recount() and recount_as_it_was() say how.
class Recounting {
public:
    Recounting(const ClockInstance& clock, Instant until, bool fulfilled)
        : clock_(clock), until_(until), fulfilled_(fulfilled) {}

    // `Time` answers as calendar::DatedTime does.
    template <class Time>
    void add(const ClockSpan& span, const Time& time, std::optional<Duration> limit) {
        if (span.from > until_) return;
        running_ = span.running;
        if (!running_) {
            if (!told_.breached_at) told_.due.reset();
            return;
        }
        const Instant end = std::min(span.to.value_or(until_), until_);
        Instant from = span.from;
        for (Instant to = cut(from, end); to < end; from = to, to = cut(from, end))
            run(from, to, time, limit ? *limit : limit_at(from, time));
        run(from, end, time, limit ? *limit : limit_at(from, time));
        // What became known, or another limit, at the end itself.
        if (changes_at(end)) run(end, end, time, limit ? *limit : limit_at(end, time));
    }

    [[nodiscard]] Recounted finish() const;

private:
    const ClockInstance& clock_;
    Instant until_;
    bool fulfilled_;
    bool running_ = false;
    Recounted told_;

    // Where a part of a stretch ends that has one limit.
    [[nodiscard]] Instant cut(Instant from, Instant end) const;
    [[nodiscard]] bool changes_at(Instant at) const;
    [[nodiscard]] Duration limit_at(Instant at, Duration day) const;
    void look_for_breach(Instant from, Instant to);

    // A working day is that of the calendar when the clock began.
    template <class Time>
    [[nodiscard]] Duration limit_at(Instant at, const Time& time) const {
        return limit_at(at, time.day_length(clock_.spans.front().from));
    }

    template <class Time>
    void run(Instant from, Instant to, const Time& time, Duration limit) {
        if (!told_.breached_at) {
            const Duration left = limit - told_.elapsed;
            const bool as_recorded = told_.due && told_.due == clock_.now.due;
            if (left.micros > 0)
                told_.due = time.due(from, left);
            else if (!as_recorded)
                told_.due = from;
            look_for_breach(from, to);
        }
        told_.elapsed = told_.elapsed + time.elapsed(from, to);
    }
};

// In one calendar and, where one is given, under one limit for its whole life. `fulfilled` is asked of one
// that was stopped. `until`: how far a life that goes on is told.
template <class Time>
[[nodiscard]] Recounted recount(const ClockInstance& clock, const Time& time, std::optional<Duration> limit,
                                Instant until, bool fulfilled) {
    Recounting telling(clock, until, fulfilled);
    for (const ClockSpan& span : clock.spans) telling.add(span, time, limit);
    return telling.finish();
}

// In what each stretch was counted in, under the limits that it had: `time_of(span)` gives the Time of a
// stretch, in which working days of a limit have their length.
template <class TimeOf>
[[nodiscard]] Recounted recount_as_it_was(const ClockInstance& clock, const TimeOf& time_of, Instant until,
                                          bool fulfilled) {
    Recounting telling(clock, until, fulfilled);
    for (const ClockSpan& span : clock.spans) telling.add(span, time_of(span), std::nullopt);
    return telling.finish();
}

}  // namespace reeve::records
