#include "records/recount.hpp"

#include "process/span.hpp"
#include "records/clocks_internal.hpp"

namespace reeve::records {

std::string cause_of(const process::RecordType& type, const process::ClockStop& stop) {
    switch (stop.kind) {
        case process::ClockStop::Kind::act: return "act " + type.acts[stop.index].name;
        case process::ClockStop::Kind::state: return "state " + type.states[stop.index].name;
        case process::ClockStop::Kind::link_closed: return type.links[stop.index].name + " closed";
        case process::ClockStop::Kind::condition: return "condition";
        case process::ClockStop::Kind::step:
            return "step " + type.checklists[stop.index].steps[stop.step].name;
        case process::ClockStop::Kind::hand_over: break;
    }
    return "hand_over";
}

bool fulfilled(const process::RecordType& type, const process::Clock& clock, const ClockSet& stopped) {
    if (stopped.state == ClockState::met || stopped.state == ClockState::met_late) return true;
    // An effect stops it in the name of its act; one that repeats is given up so.
    if (clock.orders.stops && !clock.repeats && stopped.cause.starts_with("act ")) return true;
    return std::any_of(clock.stops.begin(), clock.stops.end(),
                       [&](const process::ClockStop& stop) { return stopped.cause == cause_of(type, stop); });
}

const calendar::DatedTime& working_time(const Directory& directory, const ClockSet& clock) {
    const auto id = Id::parse(clock.calendar);
    if (!id) return calendar::DatedTime::always_open();
    const WorkingCalendar* calendar = directory.calendar(*id, clock.calendar_version);
    if (calendar == nullptr) calendar = directory.calendar(*id);
    return calendar != nullptr ? *calendar->dated : calendar::DatedTime::always_open();
}

const calendar::DatedTime& working_time(const Directory& directory, const ClockSet& clock,
                                        const ClockSpan& span) {
    if (span.calendar.empty()) return working_time(directory, clock);
    ClockSet counted_in = clock;
    counted_in.calendar = span.calendar;
    counted_in.calendar_version = span.calendar_version;
    return working_time(directory, counted_in);
}

Duration counted(const Directory& directory, const ClockSet& clock, Instant until) {
    const bool counts = !clock.stopped && clock.held.empty() &&
                        (clock.state == ClockState::running || clock.state == ClockState::breached);
    if (!counts || until <= clock.since) return clock.elapsed;
    return clock.elapsed + working_time(directory, clock).elapsed(clock.since, until);
}

Duration limit_in_days_of(Duration limit, std::string_view said, Duration day) {
    if (said.empty() || day <= Duration{}) return limit;
    const auto span = process::parse_span(said);
    return span ? span->in_days_of(day) : limit;
}

Instant Recounting::cut(Instant from, Instant end) const {
    Instant at = end;
    for (const FormerLimit& former : clock_.former_limits)
        if (former.until > from) at = std::min(at, former.until);
    if (clock_.known_from && *clock_.known_from > from) at = std::min(at, *clock_.known_from);
    return std::max(at, from);
}

bool Recounting::changes_at(Instant at) const {
    return clock_.known_from == at ||
           std::any_of(clock_.former_limits.begin(), clock_.former_limits.end(),
                       [&](const FormerLimit& former) { return former.until == at; });
}

Duration Recounting::limit_at(Instant at, Duration day) const {
    for (const FormerLimit& former : clock_.former_limits)
        if (former.until > at) return limit_in_days_of(former.limit, former.said, day);
    return limit_in_days_of(clock_.now.limit, clock_.now.limit_said, day);
}

void Recounting::look_for_breach(Instant from, Instant to) {
    const ClockSet& now = clock_.now;
    if (told_.due == Instant::never()) told_.due.reset();
    // Due at an instant that a field says, whatever was counted.
    if (now.limit == Duration{} && clock_.former_limits.empty()) {
        told_.due = now.due;
        told_.breached_at = now.breached_at;
        return;
    }
    if (!told_.due || (clock_.known_from && from < *clock_.known_from)) return;
    // What runs out as it did, did so when that was recorded: late where it was not known before, and at the
    // instant of what the breach itself brought about.
    if (now.breached_at && told_.due == now.due)
        told_.breached_at = now.breached_at;
    else if (std::max(*told_.due, from) < to)  // at the limit itself an act is in time
        told_.breached_at = std::max(*told_.due, from);
}

Recounted Recounting::finish() const {
    Recounted told = told_;
    const ClockSet& now = clock_.now;
    if (told.breached_at) {
        // What its own breach brought about is no late fulfilment.
        const bool late = now.stopped && fulfilled_ && now.state != ClockState::breached;
        told.state = late ? ClockState::met_late : ClockState::breached;
    } else if (now.stopped) {
        told.state = fulfilled_ ? ClockState::met : ClockState::cancelled;
    } else if (clock_.spans.empty()) {
        told.state = now.state;
    } else {
        told.state = running_ ? ClockState::running : ClockState::paused;
    }
    return told;
}

}  // namespace reeve::records
