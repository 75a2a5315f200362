#include "records/clocks_moved.hpp"

#include <algorithm>

namespace reeve::records {
namespace {

// The first of the words' first day where their time counts.
Instant first_instant(const Directory& directory, const Agreement& words) {
    const auto day = calendar::Date::parse(words.from);
    const WorkingCalendar* counted_in = directory.calendar(words.calendar);
    const calendar::Zone zone = counted_in ? counted_in->time->zone() : calendar::Zone::utc();
    return day ? zone.instant(*day, 0) : Instant::never();
}

}  // namespace

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

LaterWords later_words(const Directory& directory, Instant after) {
    LaterWords next;
    for (const Agreement& agreement : directory.agreements())
        for (const Agreement* words : directory.agreement_versions(agreement.id)) {
            const Instant at = words->agreed ? first_instant(directory, *words) : Instant::never();
            if (at <= after || at > next.at || at == Instant::never() || at <= words->entered) continue;
            // Where others held before, and these do then.
            const Agreement* holds = directory.agreed(agreement.id, at);
            const Agreement* before = directory.agreed(agreement.id, at - Duration{1});
            if (holds == nullptr || before == nullptr || holds->version != words->version ||
                before->version == words->version)
                continue;
            if (at < next.at) next = {at, {}};
            next.agreements.push_back(agreement.id);
        }
    return next;
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
