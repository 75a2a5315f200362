// Imported records that nobody has taken over, and the act that does: adopt.
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

void wake(Decision& decision, Draft& draft) {
    if (!draft.record.rests()) return;
    decision.change(draft, Adopted{});
    const Instant now = draft.event->occurred_at;
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
