#include <fmt/format.h>

#include <algorithm>

#include "records/deeds_internal.hpp"
#include "records/settling_internal.hpp"
#include "records/timers_internal.hpp"

namespace reeve::records {
namespace {

// The clock still stands there, late or about to be.
bool is_live(const Record& record, const DeedRefused& deed) {
    return !record.end &&
           std::any_of(record.clocks.begin(), record.clocks.end(), [&](const ClockInstance& c) {
               return c.now.clock == deed.clock && c.now.leg == deed.leg && !c.now.stopped;
           });
}

bool comes_from(const Decision& decision, const Draft& draft, std::string_view name) {
    const auto state = draft.type->state(draft.record.state);
    const auto index = draft.type->act(name);
    if (!state || !index) return false;
    const process::Act& act = draft.type->acts[*index];
    return (act.automatic || is_prompted(decision, draft, act)) &&
           std::find(act.from.begin(), act.from.end(), *state) != act.from.end();
}

}  // namespace

void act_as_desk(Decision& decision, Draft& draft, const process::Act& act, Id cause,
                 const char* custody_cause) {
    const auto state = draft.type->state(draft.record.state);
    if (!state || std::find(act.from.begin(), act.from.end(), *state) == act.from.end()) {
        decision.miss(draft, "from", "",
                      fmt::format("'{}' is not possible in '{}'.", act.name, draft.record.state));
        return;
    }
    Deed deed;
    deed.act = &act;
    deed.doer = decision.doer;
    deed.cause = cause;
    deed.custody_cause = custody_cause;
    perform(decision, draft, deed);
    check_rules(decision);
}

DeedRefused refused_deed(const Decision& tried, const DeskDeed& deed) {
    DeedRefused refused{deed.act->name, deed.clock, deed.leg, deed.due, {}};
    if (tried.nobody_further) {
        refused.unmet.emplace_back("exhausted");
        return refused;
    }
    refused.unmet = names_of(tried.unmet);
    refused.possible = tried.possible;
    return refused;
}

std::vector<std::string> names_of(const std::vector<Unmet>& unmet) {
    std::vector<std::string> names;
    for (const Unmet& missing : unmet)
        names.push_back(missing.field.empty() ? missing.what
                                              : fmt::format("{}/{}", missing.what, missing.field));
    return names;
}

bool is_refused(const Record& record, std::string_view act) {
    return std::any_of(record.refused.begin(), record.refused.end(), [&](const RefusedDeed& refused) {
        return refused.deed.act == act && refused.deed.clock.empty();
    });
}

void settle_refused(Decision& decision, Draft& draft, bool state_entered) {
    const std::vector<RefusedDeed> all = draft.record.refused;
    for (const auto& [deed, at] : all) {
        const bool done = draft.event->act == deed.act;
        const bool waits = deed.clock.empty() ? (!state_entered || stays_within(draft, deed.act)) &&
                                                    comes_from(decision, draft, deed.act)
                                              : is_live(draft.record, deed);
        if (done || !waits) decision.change(draft, DeedSettled{deed.act, deed.clock, deed.leg, done});
    }
}

}  // namespace reeve::records
