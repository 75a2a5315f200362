// Imported records that nobody has taken over, and the act that does: adopt.
#include <algorithm>

#include "records/admission_internal.hpp"
#include "records/agreements_internal.hpp"
#include "records/clocks_internal.hpp"
#include "records/perform_internal.hpp"
#include "records/permission_internal.hpp"
#include "records/resting_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/timers_internal.hpp"
#include "records/ways_internal.hpp"

namespace reeve::records {

bool has_run_out(const ClockSet& clock, Instant until) {
    return clock.state == ClockState::running && clock.due && *clock.due < until;
}

ClockSet broken(const Directory& directory, ClockSet clock, Instant at) {
    clock.elapsed = counted(directory, clock, at);
    clock.state = ClockState::breached;
    clock.breached_at = at;
    clock.since = at;
    clock.warn.reset();
    clock.cause = "breach";
    clock.ordered = !clock.held.empty();
    return clock;
}

ClockSet broken(const Directory& directory, ClockSet clock) {
    const Instant due = *clock.due;
    return broken(directory, std::move(clock), due);
}

void breach_until(Decision& decision, Draft& draft, Instant until) {
    std::vector<ClockSet> run_out;
    for (const ClockInstance& clock : draft.record.clocks)
        if (has_run_out(clock.now, until)) run_out.push_back(clock.now);
    for (ClockSet& clock : run_out) decision.change(draft, broken(decision.directory(), std::move(clock)));
}

namespace {

// One that runs, counted on from the instant by the version of its calendar.
void count_on(const Directory& directory, ClockSet& clock, Instant at, const WorkingCalendar& version) {
    clock.elapsed = counted(directory, clock, at);
    clock.since = at;
    clock.calendar_version = version.version;
    clock.cause = "calendar changed";
    const Duration left = clock.limit - clock.elapsed;
    const Instant due = left.micros > 0 ? version.dated->due(at, left) : at;
    clock.due = due != Instant::never() ? std::optional(due) : std::nullopt;
}

// What was entered of its calendar while it rested counts from when it was entered, as if it had run.
void follow_calendar(Decision& decision, Draft& draft, ClockSet clock, Instant until) {
    const Directory& directory = decision.directory();
    const auto calendar = Id::parse(clock.calendar);
    const auto index = draft.type->clock(clock.clock);
    if (!calendar || !index || clock.state != ClockState::running || clock.limit == Duration{}) return;
    for (const WorkingCalendar* version : directory.calendar_versions(*calendar)) {
        const Instant at = std::max(version->entered, clock.since);
        if (version->version <= clock.calendar_version || at > until) continue;
        const Instant due = clock.due.value_or(Instant::never());
        if (due < at || working_time(directory, clock).same_between(*version->dated, at, due)) continue;
        count_on(directory, clock, at, *version);
        arm_next_share(directory, draft.record, draft.type->clocks[*index], clock, at);
        decision.change(draft, clock);
    }
}

}  // namespace

void wake(Decision& decision, Draft& draft) {
    if (!draft.record.rests()) return;
    decision.change(draft, Adopted{});
    const Instant now = draft.event->occurred_at;
    const std::vector<ClockInstance> slept = draft.record.clocks;
    for (const ClockInstance& clock : slept) follow_calendar(decision, draft, clock.now, now);
    breach_until(decision, draft, now);
    // A warning that lies in history would come too late for anybody.
    std::vector<ClockSet> passed;
    for (const ClockInstance& clock : draft.record.clocks)
        if (clock.now.warn && *clock.now.warn <= now) passed.push_back(clock.now);
    for (ClockSet& clock : passed) {
        clock.warn.reset();
        if (const auto index = draft.type->clock(clock.clock))
            arm_next_share(decision.directory(), draft.record, draft.type->clocks[*index], clock, now);
        decision.change(draft, std::move(clock));
    }
}

std::string why_not_adopted(const Record& record) {
    return record.open && record.rests() ? "This record was imported; adopt it first." : "";
}

Outcome<void> check_adopted(const Record& record) {
    if (std::string why = why_not_adopted(record); !why.empty())
        return refuse(RefusalKind::wrong_state, std::move(why));
    return {};
}

Outcome<Plan> decide_adopt(Situation& situation, const Command& command, const process::RecordType& type) {
    const Record& record = *situation.record;
    const auto admitted = admit(situation, command, type, process::BuiltIn::adopt);
    if (!admitted) return std::unexpected(admitted.error());

    Decision decision(situation, command);
    Draft& draft = decision.draft(record);
    decision.begin(draft, "adopted", decision.doer, "public", {});
    wake(decision, draft);
    if (!record.end) {
        settle_clocks(decision, draft, nullptr);
        settle_timers(decision, draft, false);
        settle_limits(decision, draft);
    }
    decision.unmet.clear();
    decision.finish(draft);
    say(decision, draft, decision.doer, admitted->said, admitted->attachments, {});
    return decision.conclude();
}

}  // namespace reeve::records
