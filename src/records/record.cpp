#include "records/record.hpp"

#include <algorithm>
#include <tuple>

#include "records/clock_audience.hpp"

namespace reeve::records {

const Json* Record::field(std::string_view name) const {
    const auto found = fields.find(name);
    return found == fields.end() ? nullptr : &found->second;
}

const Round* Record::round(std::string_view approval) const {
    for (auto at = rounds.rbegin(); at != rounds.rend(); ++at)
        if (at->opened.approval == approval) return &*at;
    return nullptr;
}

const ClockInstance* Record::live_clock(std::string_view name) const {
    for (auto at = clocks.rbegin(); at != clocks.rend(); ++at) {
        if (at->now.clock != name || at->now.stopped) continue;
        const ClockState state = at->now.state;
        if (state == ClockState::waiting || state == ClockState::running || state == ClockState::paused ||
            state == ClockState::breached)
            return &*at;
    }
    return nullptr;
}

std::optional<Instant> Record::due() const {
    return due_of(*this, [](const ClockSet&) { return true; });
}

std::vector<DueTimer> due_timers(const Record& record) {
    std::vector<DueTimer> timers;
    if (record.rests()) return timers;
    for (const ClockInstance& clock : record.clocks) {
        const bool runs = clock.now.state == ClockState::running;
        const bool late = clock.now.state == ClockState::breached && !clock.now.stopped;
        if (clock.now.warn && (runs || late))
            timers.push_back({*clock.now.warn, DueTimer::Kind::warn, clock.now.clock, clock.now.ordinal});
        if (clock.now.due && runs)
            timers.push_back({*clock.now.due, DueTimer::Kind::breach, clock.now.clock, clock.now.ordinal});
    }
    for (const Round& round : record.rounds) {
        if (!round.opened.expires || !round.live() || round.outcome == "no" || record.end) continue;
        const int ordinal = static_cast<int>(&round - record.rounds.data());
        timers.push_back({*round.opened.expires, DueTimer::Kind::expire, round.opened.approval, ordinal});
    }
    for (const ArmedTimer& timer : record.timers)
        if (!timer.opens) timers.push_back({timer.due, DueTimer::Kind::act, timer.act, timer.ordinal});
    for (const RefusedDeed& waits : record.refused) {
        if (!waits.deed.possible) continue;
        const DueTimer again{*waits.deed.possible, DueTimer::Kind::act, waits.deed.act};
        // The desk may be about to do it then anyway: that is one timer.
        const auto same = [&](const DueTimer& known) {
            return std::tie(known.due, known.kind, known.name) == std::tie(again.due, again.kind, again.name);
        };
        if (std::ranges::none_of(timers, same)) timers.push_back(again);
    }
    std::stable_sort(timers.begin(), timers.end(), [](const DueTimer& a, const DueTimer& b) {
        return std::tie(a.due, a.kind, a.ordinal) < std::tie(b.due, b.kind, b.ordinal);
    });
    return timers;
}

Instant not_before(const Record& record, Instant at) {
    return std::max(at, record.updated);
}

}  // namespace reeve::records
