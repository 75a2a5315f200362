// What a type has that is not explored, and would else pass in silence.
#include <fmt/format.h>

#include <algorithm>

#include "process/moves.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

constexpr int links_away_max = 2;  // the desk refuses an act that reaches further

// Over how many links the act may reach, as far as it matters.
int reach_of(const process::Process& process, const process::RecordType& type, const process::Act& act,
             int left) {
    int most = 0;
    for (const process::Effect& effect : act.then) {
        const process::Create* create = effect.creates();
        const bool reaches = left > 0 && (create != nullptr || effect.on_linked);
        if (!reaches) continue;
        const Index link = create != nullptr ? create->link : effect.on_linked->link;
        if (type.links[link].is_remote()) continue;
        const process::RecordType& target = process.types[type.links[link].target_type];
        for (Index a = 0; a < target.acts.size(); ++a) {
            const bool done = create != nullptr ? target.acts[a].creates_record : effect.on_linked->act == a;
            if (done) most = std::max(most, 1 + reach_of(process, target, target.acts[a], left - 1));
        }
    }
    return most;
}

// Both count from the same instant.
bool comes_before(const process::RecordType& type, const process::Act& timer, const process::Act& later,
                  Index state) {
    const auto from = [&](const process::Act& act) {
        return std::ranges::find(act.from, state) != act.from.end();
    };
    if (!timer.automatic || timer.automatic->at || &timer == &later || !from(timer) || !from(later))
        return false;
    if (process::counted_in(type, timer, state) != process::counted_in(type, later, state)) return false;
    std::optional<process::NotBefore> second = later.not_before;
    if (!second && later.automatic && !later.automatic->at)
        second = process::NotBefore{later.automatic->after, later.automatic->calendar};
    return second && process::is_sooner(timer.automatic->after, timer.automatic->calendar, *second);
}

}  // namespace

void tell_what_is_not_explored(Model& model) {
    const process::RecordType& type = *model.type;
    for (const process::Act& act : type.acts) {
        if (reach_of(*model.process, type, act, links_away_max + 1) > links_away_max)
            model.limits.push_back(fmt::format(
                "'{}' (line {}) reaches records more than {} links away where there are any; the desk "
                "refuses it then, which is not explored",
                act.name, act.line, links_away_max));
        for (const process::Act& timer : type.acts)
            for (Index state = 0; state < type.states.size(); ++state)
                if (timer.to != state && timer.to && comes_before(type, timer, act, state))
                    model.limits.push_back(
                        fmt::format("'{}' (line {}) takes the record out of '{}' before '{}' (line {}) can "
                                    "be done there; "
                                    "the order of the two is not explored",
                                    timer.name, timer.line, type.states[state].name, act.name, act.line));
    }
}

}  // namespace reeve::verify
