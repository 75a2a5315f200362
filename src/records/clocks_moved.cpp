#include "records/clocks_moved.hpp"

#include <algorithm>

namespace reeve::records {

bool moves_clocks(const Directory& before, const Directory& after, const Event& event) {
    const Id id = event.stream;
    if (event.stream_kind == "calendar") {
        const WorkingCalendar* was = before.calendar(id);
        const WorkingCalendar* is = after.calendar(id);
        return was != nullptr && is != nullptr && !was->dated->same_from(*is->dated, event.occurred_at);
    }
    if (event.stream_kind == "organisation") {
        const Organisation* was = before.organisation(id);
        const Organisation* is = after.organisation(id);
        return was != nullptr && is != nullptr && was->calendar != is->calendar;
    }
    if (event.stream_kind == "team") {
        const Team* was = before.team(id);
        const Team* is = after.team(id);
        return was != nullptr && is != nullptr &&
               (was->calendar != is->calendar || was->organisation != is->organisation);
    }
    if (event.stream_kind == "agreement") {
        // Proposed words move nothing, nor do those that hold later, nor the first that are agreed: clocks
        // keep what they began with.
        const Agreement* was = before.agreed(id, event.occurred_at);
        const Agreement* is = after.agreed(id, event.occurred_at);
        return was != nullptr && is != nullptr && was->version != is->version;
    }
    return false;
}

bool has_clocks_to_move(const Record& record) {
    const std::vector<DueTimer> timers = due_timers(record);
    return runs_endlessly(record) || std::any_of(timers.begin(), timers.end(), [](const DueTimer& timer) {
               return timer.kind != DueTimer::Kind::act;
           });
}

bool runs_endlessly(const Record& record) {
    return !record.rests() &&
           std::any_of(record.clocks.begin(), record.clocks.end(), [](const ClockInstance& clock) {
               return clock.now.state == ClockState::running && !clock.now.due;
           });
}

}  // namespace reeve::records
