#include "verify/time_logged.hpp"

#include <algorithm>

#include "verify/reach.hpp"

namespace reeve::verify {
namespace {

constexpr std::uint64_t actors_most = 1024;  // above, somebody may

// Whether the condition may hold there for anybody.
bool may_hold_for_somebody(const Model& model, Root when, Vector state) {
    std::vector<DimensionIndex> of_actor{model.actor};
    for (const auto& [role, dimension] : model.acting) of_actor.push_back(dimension);
    std::uint64_t ways = 1;
    for (const DimensionIndex d : of_actor)
        ways *= std::min<std::uint64_t>(model.layout.size(d), actors_most);
    if (ways > actors_most || !model.late.empty()) return true;
    model.set(model.leg_open, state, model.type->states[model.of(model.state, state)].end ? 0 : 1);
    for (std::uint64_t way = 0; way < ways; ++way) {
        std::uint64_t left = way;
        for (const DimensionIndex d : of_actor) {
            model.set(d, state, static_cast<std::uint32_t>(left % model.layout.size(d)));
            left /= model.layout.size(d);
        }
        const Mask mask =
            model.diagrams.evaluate(when, [&](const Slice& at, Asked::Of) { return at.of(state); });
        if ((mask & may_hold) != 0) return true;
    }
    return false;
}

bool asks_for_time(const NeedModel& need) {
    return need.need->kind == process::Need::Kind::time_entry;
}

}  // namespace

void refuse_logged_time(Model& model) {
    if (!model.built_in.contains(process::BuiltIn::log_time)) return;
    for (ActModel& act : model.acts)
        for (NeedModel& need : act.needs)
            if (asks_for_time(need)) need.met = model.diagrams.leaf(may_fail);
}

bool learn_when_time_is_logged(Exploration& found) {
    Model& model = *found.model;
    const auto when = model.built_in.find(process::BuiltIn::log_time);
    const auto waits = [](const NeedModel& need) { return asks_for_time(need) && need.met; };
    const bool any = std::ranges::any_of(
        model.acts, [&](const ActModel& act) { return std::ranges::any_of(act.needs, waits); });
    if (when == model.built_in.end() || !any) return false;
    std::vector<bool> logged(found.visited.size());
    for (StateIndex at = 0; at < logged.size(); ++at)
        logged[at] = may_hold_for_somebody(model, when->second, found.visited.at(at));
    follow(found, logged);
    std::vector<bool> states(model.type->states.size());
    for (StateIndex at = 0; at < logged.size(); ++at)
        if (logged[at]) states[model.of(model.state, found.visited.at(at))] = true;
    bool learnt = false;
    for (ActModel& act : model.acts) {
        bool there = false;
        for (std::size_t s = 0; s < states.size(); ++s) there = there || (states[s] && act.from[s]);
        for (NeedModel& need : act.needs) {
            if (!there || !waits(need)) continue;
            need.met.reset();
            learnt = true;
        }
    }
    return learnt;
}

}  // namespace reeve::verify
