#include "desk/clock_view.hpp"

#include <algorithm>

#include "calendar/dated_time.hpp"

namespace reeve::desk {
namespace {

using Stretch = ClockView::Stretch;

constexpr std::size_t stretches_most = 200;
constexpr Duration first_window = Duration::days(64);

// In whose time a clock counts: the calendar in the version it was counted by.
struct Counting {
    const calendar::DatedTime* time;
    std::string title;

    [[nodiscard]] Duration elapsed(Instant from, Instant to) const { return time->elapsed(from, to); }
};

Counting counting_of(const World& world, std::string_view calendar_id, std::int64_t version) {
    const std::optional<Id> id = Id::parse(calendar_id);
    if (!id) {
        return {&calendar::DatedTime::always_open(), "always"};
    }
    const records::WorkingCalendar* calendar = world.directory->calendar(*id, version);
    if (calendar == nullptr) {
        calendar = world.directory->calendar(*id);
    }
    if (calendar == nullptr) {
        return {&calendar::DatedTime::always_open(), "unknown"};
    }
    return {calendar->dated.get(), calendar->title};
}

bool live(const records::ClockSet& clock) {
    using State = records::ClockState;
    return !clock.stopped && (clock.state == State::waiting || clock.state == State::running ||
                              clock.state == State::paused || clock.state == State::breached);
}

// Up to the present instant where it runs, also beyond its limit.
Duration elapsed_of(const records::ClockInstance& clock, const Counting& counting, Instant now) {
    const records::ClockSet& set = clock.now;
    const bool runs =
        live(set) && !clock.spans.empty() && !clock.spans.back().to && clock.spans.back().running;
    return runs && now > set.since ? set.elapsed + counting.elapsed(set.since, now) : set.elapsed;
}

std::optional<Duration> remaining_of(const records::ClockSet& clock, Duration elapsed,
                                     const Counting& counting, Instant now) {
    if (!live(clock)) {
        return std::nullopt;
    }
    if (clock.limit > Duration{}) {
        return clock.limit - elapsed;
    }
    const std::optional<Instant> due = clock.due ? clock.due : clock.breached_at;
    if (!due) {
        return std::nullopt;
    }
    return *due > now ? counting.elapsed(now, *due) : Duration{} - counting.elapsed(*due, now);
}

// The newest stretches between two instants, at most as many as are wanted: looked for in windows that grow
// backwards, since a clock may have run for years.
std::vector<Stretch> counted_stretches(const calendar::DatedTime& time, Instant from, Instant to,
                                       std::size_t wanted) {
    Duration window = first_window;
    for (;;) {
        const Instant begin = std::max(from, to - window);
        const auto spans = calendar::spans(time, begin, to, 100'000);
        if (begin == from || spans.size() > wanted) {
            std::vector<Stretch> stretches;
            for (std::size_t i = spans.size() > wanted ? spans.size() - wanted : 0; i < spans.size(); ++i) {
                stretches.push_back({spans[i].from, spans[i].to, spans[i].counted == calendar::Counted::yes,
                                     spans[i].reason, "", 0, ""});
            }
            return stretches;
        }
        window = Duration{window.micros * 4};
    }
}

// In whose time a stretch was counted: that of the clock, unless it has another one since.
Counting counting_of(const World& world, const records::ClockSpan& span, const records::ClockSet& clock,
                     const Counting& present, std::int64_t& version) {
    version = span.calendar.empty() ? clock.calendar_version : span.calendar_version;
    return span.calendar.empty() ? present : counting_of(world, span.calendar, span.calendar_version);
}

std::vector<Stretch> explain(const World& world, const records::ClockInstance& clock, const Counting& present,
                             Instant now) {
    std::vector<Stretch> newest_first;
    for (auto span = clock.spans.rbegin(); span != clock.spans.rend() && newest_first.size() < stretches_most;
         ++span) {
        const Instant to = std::min(span->to.value_or(now), now);
        if (to <= span->from) {
            continue;
        }
        std::int64_t version = 0;
        const Counting counting = counting_of(world, *span, clock.now, present, version);
        std::vector<Stretch> parts;
        if (span->running) {
            parts = counted_stretches(*counting.time, span->from, to, stretches_most - newest_first.size());
        } else {
            parts.push_back({span->from, to, false, span->cause, "", 0, ""});
        }
        for (Stretch& part : parts) {
            part.calendar = counting.title;
            part.calendar_version = version;
            part.cause = span->cause;
        }
        newest_first.insert(newest_first.end(), parts.rbegin(), parts.rend());
    }
    std::ranges::reverse(newest_first);
    return newest_first;
}

}  // namespace

ClockView view_clock(const World& world, const process::RecordType* type, const records::ClockInstance& clock,
                     Instant now, Explained explained) {
    const Counting counting = counting_of(world, clock.now.calendar, clock.now.calendar_version);
    ClockView view;
    const auto index = type == nullptr ? std::nullopt : type->clock(clock.now.clock);
    view.clock = index ? &type->clocks[*index] : nullptr;
    view.now = clock.now;
    view.elapsed = elapsed_of(clock, counting, now);
    view.remaining = remaining_of(clock.now, view.elapsed, counting, now);
    view.calendar = counting.title;
    if (!clock.now.agreement.empty()) {
        view.agreement = world.directory->agreement(clock.now.agreement, clock.now.agreement_version);
    }
    if (explained == Explained::yes) {
        view.why = explain(world, clock, counting, now);
    }
    return view;
}

}  // namespace reeve::desk
