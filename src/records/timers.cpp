#include <algorithm>

#include "records/deeds_internal.hpp"
#include "records/timers_internal.hpp"

namespace reeve::records {
namespace {

// When the desk is to do the act by itself: some time after `since`, or at what a field says, if it says so.
std::optional<Instant> wanted_at(const Draft& draft, const process::Act& act, Instant since) {
    const process::Automatic& automatic = *act.automatic;
    if (!automatic.at) return since + automatic.after.in_days_of(Duration::days(1));
    const Json* value = draft.record.field(draft.type->fields[*automatic.at].name);
    return value != nullptr && value->is_string() ? parse_instant(value->string()) : std::nullopt;
}

// Arms the act, or moves it when its field was corrected. What lies in the past is due now.
void settle_timer(Decision& decision, Draft& draft, const process::Act& act, Instant since) {
    const auto armed = std::find_if(draft.record.timers.begin(), draft.record.timers.end(),
                                    [&](const ArmedTimer& timer) { return timer.act == act.name; });
    const bool is_armed = armed != draft.record.timers.end();
    if (is_armed && !act.automatic->at) return;
    const Instant now = draft.event->occurred_at;
    const std::optional<Instant> wanted = wanted_at(draft, act, since);
    if (!wanted) {
        if (is_armed) decision.change(draft, TimerDisarmed{act.name});
        return;
    }
    if (is_armed && (armed->due == *wanted || (armed->due <= now && *wanted <= now))) return;
    if (is_refused(draft.record, act.name)) {
        // What was refused is tried again in another way, unless its field says a later time now.
        if (!act.automatic->at || *wanted <= now) return;
        decision.change(draft, DeedSettled{act.name, "", 0, false});
    }
    const Instant due = std::max(*wanted, now);
    decision.change(draft, TimerArmed{act.name, due, static_cast<int>(&act - draft.type->acts.data())});
}

}  // namespace

void settle_timers(Decision& decision, Draft& draft, bool state_entered) {
    if (state_entered) {
        const std::vector<ArmedTimer> armed = draft.record.timers;
        for (const ArmedTimer& timer : armed) decision.change(draft, TimerDisarmed{timer.act});
    }
    settle_refused(decision, draft, state_entered);
    if (draft.record.rests()) return;
    const auto holds = [&]<class Kind>(const Kind&) {
        return std::any_of(draft.event->changes.begin(), draft.event->changes.end(),
                           [](const Change& change) { return std::holds_alternative<Kind>(change); });
    };
    // Nobody could have done in time what was due while the record rested. In another version of its process
    // it stays where it is, whatever that is called now.
    const Instant since = holds(Adopted{}) ? draft.event->occurred_at
                          : holds(Moved{}) ? draft.before->state_since
                                           : draft.record.state_since;
    const auto state = draft.type->state(draft.record.state);
    if (!state) return;
    for (const process::Act& act : draft.type->acts)
        if (act.automatic && std::find(act.from.begin(), act.from.end(), *state) != act.from.end())
            settle_timer(decision, draft, act, since);
}

}  // namespace reeve::records
