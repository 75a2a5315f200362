#include <algorithm>

#include "records/timers_internal.hpp"

namespace reeve::records {

void settle_timers(Decision& decision, Draft& draft, bool state_entered) {
    if (state_entered) {
        const std::vector<ArmedTimer> armed = draft.record.timers;
        for (const ArmedTimer& timer : armed) decision.change(draft, TimerDisarmed{timer.act});
    }
    if (draft.record.rests()) return;
    // Nobody could have done in time what was due while the record rested.
    const bool adopted =
        std::any_of(draft.event->changes.begin(), draft.event->changes.end(),
                    [](const Change& change) { return std::holds_alternative<Adopted>(change); });
    const Instant since = adopted ? draft.event->occurred_at : draft.record.state_since;
    const auto state = draft.type->state(draft.record.state);
    if (!state) return;
    for (const process::Act& act : draft.type->acts) {
        if (!act.automatic || std::find(act.from.begin(), act.from.end(), *state) == act.from.end()) continue;
        const auto armed = [&](const ArmedTimer& timer) { return timer.act == act.name; };
        if (std::any_of(draft.record.timers.begin(), draft.record.timers.end(), armed)) continue;
        const Duration after = act.automatic->after.exact + Duration::days(act.automatic->after.working_days);
        const Instant due = std::max(since + after, draft.event->occurred_at);
        decision.change(draft, TimerArmed{act.name, due, static_cast<int>(&act - draft.type->acts.data())});
    }
}

}  // namespace reeve::records
