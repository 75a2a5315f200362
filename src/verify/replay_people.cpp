#include <algorithm>
#include <map>
#include <optional>

#include "verify/abstract.hpp"
#include "verify/replay_internal.hpp"

namespace reeve::verify {

bool has_by(const Model& model, const Move& move) {
    const bool acts =
        move.kind == Move::Kind::act || move.kind == Move::Kind::create || move.kind == Move::Kind::tick;
    return acts && !model.acts[move.act].act->by.empty();
}

Trial with_people(const Exploration& found, const Finding& finding, const std::vector<StepTold>& told,
                  const std::vector<Vector>& after, Trial trial) {
    const Model& model = *found.model;
    std::map<std::uint32_t, std::vector<Index>> acting;
    for (std::size_t i = 0; i < finding.steps.size(); ++i) {
        const Move& move = found.moves[finding.steps[i].move];
        if (!has_by(model, move)) continue;
        std::vector<Index>& roles = acting[told[i].actor];
        for (const auto& [role, has] : told[i].acting)
            if (has) roles.push_back(role);
        const process::By& by = model.acts[move.act].act->by[move.by];
        if (by.kind == process::By::Kind::role) roles.push_back(by.role);
        if (by.kind == process::By::Kind::holder && i > 0)
            roles.push_back(model.of(model.holder, after[i - 1]));
    }
    if (model.tokens > 1)
        for (const auto& [token, roles] : acting) static_cast<void>(trial.person(roles, token));
    return trial;
}

std::vector<Index> roles_of(const Model& model, const Move& move, const StepTold& told,
                            const records::Record* record) {
    std::vector<Index> roles;
    for (const auto& [role, has] : told.acting)
        if (has) roles.push_back(role);
    std::optional<Index> own;
    if (has_by(model, move)) {
        const process::By& by = model.acts[move.act].act->by[move.by];
        if (by.kind == process::By::Kind::role) own = by.role;
        if (by.kind == process::By::Kind::linked && roles.empty()) roles.push_back(0);
    }
    if (!own && record != nullptr && !record->legs.empty())
        own = model.process->role(record->legs.back().holder.role);
    if (own && std::ranges::find(roles, *own) == roles.end()) roles.push_back(*own);
    return roles;
}

}  // namespace reeve::verify
