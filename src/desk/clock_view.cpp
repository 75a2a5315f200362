#include "desk/clock_view.hpp"

#include <algorithm>

#include "calendar/dated_time.hpp"
#include "records/calendar_line.hpp"

namespace reeve::desk {
namespace {

using Stretch = ClockView::Stretch;

constexpr std::size_t stretches_most = 200;
// The reason of the first stretch where it stands for all that are older than those told.
constexpr std::string_view summed_up = "earlier";
constexpr Duration first_window = Duration::days(64);

// In whose time a clock counts: the calendar as it was at the version that the clock rests on.
struct Counting {
    const calendar::DatedTime* time;
    std::string title;
    Id calendar;               // empty: in none
    std::int64_t version = 0;  // what was entered later did not count

    [[nodiscard]] Duration elapsed(Instant from, Instant to) const { return time->elapsed(from, to); }

    // Which versions held when: of one period without a version where it counts in no calendar.
    [[nodiscard]] std::vector<records::CalendarPeriod> line(const World& world) const {
        std::vector<const records::WorkingCalendar*> versions;
        if (!calendar.empty()) {
            versions = world.directory->calendar_versions(calendar);
            std::erase_if(versions, [&](const auto* one) { return one->version > version; });
        }
        if (versions.empty()) {
            return {{calendar::WorkingTime::earliest, Instant::never(), nullptr}};
        }
        return records::calendar_line(std::move(versions));
    }

    // That which holds at an instant. Of a first version nothing was entered before.
    [[nodiscard]] std::int64_t version_at(const World& world, Instant at) const {
        if (version <= 1) {
            return version;
        }
        const records::WorkingCalendar* held = records::period_at(line(world), at).version;
        return held != nullptr ? held->version : version;
    }
};

Counting counting_of(const World& world, std::string_view calendar_id, std::int64_t version) {
    const std::optional<Id> id = Id::parse(calendar_id);
    if (!id) {
        return {&calendar::DatedTime::always_open(), "always", {}, version};
    }
    const records::WorkingCalendar* calendar = world.directory->calendar(*id, version);
    if (calendar == nullptr) {
        calendar = world.directory->calendar(*id);
    }
    if (calendar == nullptr) {
        return {&calendar::DatedTime::always_open(), "unknown", {}, version};
    }
    return {calendar->dated.get(), calendar->title, *id, calendar->version};
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

// Tells the stretches of a clock from the newest backwards. What there is no room for is one stretch, so that
// what is told always comes to what has counted.
class Explanation {
public:
    Explanation(const World& world, const records::ClockInstance& clock, const Counting& present, Instant now,
                std::size_t most)
        : world_(world), clock_(clock), present_(present), now_(now), most_(most) {}

    std::vector<Stretch> tell() {
        OlderStretches told = newest();
        if (older_) {
            told.stretches.push_back(std::move(*older_));
        }
        std::ranges::reverse(told.stretches);
        return std::move(told.stretches);
    }

    OlderStretches newest() {
        for (auto span = clock_.spans.rbegin(); span != clock_.spans.rend(); ++span) {
            const Instant to = std::min(span->to.value_or(now_), now_);
            if (to > span->from) {
                tell(*span, to);
            }
        }
        return {std::move(newest_first_), older_.has_value()};
    }

private:
    const World& world_;
    const records::ClockInstance& clock_;
    const Counting& present_;
    Instant now_;
    std::size_t most_;
    std::vector<Stretch> newest_first_;
    std::optional<Stretch> older_;

    [[nodiscard]] std::size_t room() const { return most_ - newest_first_.size(); }

    // In whose time a stretch was counted: that of the clock, unless it has another one since.
    void tell(const records::ClockSpan& span, Instant to) {
        const Counting own =
            span.calendar.empty() ? present_ : counting_of(world_, span.calendar, span.calendar_version);
        if (!span.running) {
            return tell(span, own, own.version_at(world_, span.from), span.from, to);
        }
        const auto line = own.line(world_);
        for (auto period = line.rbegin(); period != line.rend(); ++period) {
            const bool first = std::next(period) == line.rend();
            const Instant begin = first ? span.from : std::max(span.from, period->from);
            const Instant end = std::min(to, period->until);
            if (begin >= end) {
                continue;
            }
            const std::int64_t version = period->version != nullptr ? period->version->version : own.version;
            tell(span, own, version, begin, end);
        }
    }

    void tell(const records::ClockSpan& span, const Counting& counting, std::int64_t version, Instant begin,
              Instant end) {
        std::vector<Stretch> parts;
        if (room() > 0 && span.running) {
            parts = newest_stretches(*counting.time, begin, end, room());
        } else if (room() > 0) {
            parts.push_back({begin, end, false, span.cause, "", 0, ""});
        }
        const Instant told_from = parts.empty() ? end : parts.front().from;
        for (Stretch& part : parts) {
            part.calendar = counting.title;
            part.calendar_version = version;
            part.cause = span.cause;
        }
        newest_first_.insert(newest_first_.end(), parts.rbegin(), parts.rend());
        if (begin < told_from) {
            sum_up(begin, told_from, span.running ? counting.elapsed(begin, told_from) : Duration{});
        }
    }

    void sum_up(Instant from, Instant to, Duration counted) {
        if (!older_) {
            older_ = Stretch{from, to, false, std::string(summed_up), "", 0, ""};
        }
        older_->from = from;
        older_->counted = older_->counted || counted > Duration{};
    }

    // The newest stretches between two instants, at most as many as are wanted: looked for in windows that
    // grow backwards, since a clock may have run for years.
    static std::vector<Stretch> newest_stretches(const calendar::DatedTime& time, Instant from, Instant to,
                                                 std::size_t wanted) {
        Duration window = first_window;
        for (;;) {
            const Instant begin = std::max(from, to - window);
            const auto spans = calendar::spans(time, begin, to, 100'000);
            if (begin == from || spans.size() > wanted) {
                std::vector<Stretch> stretches;
                for (std::size_t i = spans.size() > wanted ? spans.size() - wanted : 0; i < spans.size(); ++i)
                    stretches.push_back({spans[i].from, spans[i].to,
                                         spans[i].counted == calendar::Counted::yes, spans[i].reason, "", 0,
                                         ""});
                return stretches;
            }
            window = Duration{window.micros * 4};
        }
    }
};

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
    // Told is the version that holds, or held when it ended: the one on which it rests may be of another
    // time.
    view.now.calendar_version = counting.version_at(world, std::min(clock.now.stopped.value_or(now), now));
    if (!clock.now.agreement.empty()) {
        view.agreement = world.directory->agreement(clock.now.agreement, clock.now.agreement_version);
    }
    if (explained == Explained::yes) {
        view.why = Explanation(world, clock, counting, now, stretches_most).tell();
    }
    return view;
}

OlderStretches stretches_until(const World& world, const records::ClockInstance& clock, Instant until,
                               std::size_t most) {
    const Counting counting = counting_of(world, clock.now.calendar, clock.now.calendar_version);
    return Explanation(world, clock, counting, until, most).newest();
}

std::optional<Duration> summed(const ClockView& view) {
    if (view.why.empty() || view.why.front().reason != summed_up) {
        return std::nullopt;
    }
    Duration rest = view.elapsed;
    for (const Stretch& stretch : view.why) {
        if (stretch.counted && &stretch != &view.why.front()) {
            rest = rest - (stretch.to - stretch.from);
        }
    }
    return rest;
}

}  // namespace reeve::desk
