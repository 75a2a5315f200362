#include <algorithm>

#include "records/clock_audience.hpp"
#include "records/clocks_internal.hpp"

namespace reeve::records {
namespace {

// The words on which it rests say whose it is, or the process; what the process no longer has stays theirs.
std::vector<std::string> audience_of(const Decision& decision, const Draft& draft, const ClockSet& clock) {
    const auto index = draft.type->clock(clock.clock);
    if (!index) return clock.kept_for;
    const process::Clock& of = draft.type->clocks[*index];
    if (of.sight.who == process::ClockSight::Who::all) return {};
    const Directory& directory = decision.directory();
    const Agreement* words =
        clock.agreement.empty() ? nullptr : directory.agreement(clock.agreement, clock.agreement_version);
    return kept_for(*draft.process, of, draft.record, words);
}

}  // namespace

void mark_clock(const Decision& decision, const Draft& draft, ClockSet& clock) {
    clock.kept_for = audience_of(decision, draft, clock);
}

void mark_clocks(Decision& decision, Draft& draft) {
    std::vector<ClockSet> others;
    for (const ClockInstance& clock : draft.record.clocks)
        if (!clock.now.stopped && audience_of(decision, draft, clock.now) != clock.now.kept_for)
            others.push_back(clock.now);
    for (ClockSet& clock : others) decision.change(draft, std::move(clock));
}

}  // namespace reeve::records
