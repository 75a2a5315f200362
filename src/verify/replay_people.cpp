#include <algorithm>
#include <map>
#include <optional>

#include "verify/abstract.hpp"
#include "verify/replay_internal.hpp"

namespace reeve::verify {
namespace {

constexpr std::uint32_t in_her_place = 100;  // more than there are tokens

bool are_apart(const Model& model, const std::vector<Index>& some, const std::vector<Index>& others) {
    return std::ranges::any_of(some, [&](Index one) {
        return std::ranges::any_of(
            others, [&](Index other) { return process::are_disjoint(model.process->roles, one, other); });
    });
}

// Whether the model knows afterwards who did it.
bool is_remembered(const Model& model, Index index) {
    const process::Act& act = *model.acts[index].act;
    const bool assigns = std::ranges::any_of(act.then, [](const process::Effect& effect) {
        return effect.kind == process::Effect::Kind::assign_actor;
    });
    return model.monitors.by.contains(index) || (act.creates_record && (model.reporter || model.logger)) ||
           (model.assignee && assigns) ||
           std::ranges::any_of(model.monitors.parts, [&](const PartOfPast& part) {
               return part.what == index &&
                      (part.asked == process::Function::by || part.asked == process::Function::last);
           });
}

}  // namespace

bool has_by(const Model& model, const Move& move) {
    const bool acts =
        move.kind == Move::Kind::act || move.kind == Move::Kind::create || move.kind == Move::Kind::tick;
    return acts && !model.acts[move.act].act->by.empty();
}

bool is_by_administrator(const Model& model, const Move& move) {
    return has_by(model, move) &&
           model.acts[move.act].act->by[move.by].kind == process::By::Kind::administrator;
}

Cast cast_of(const Exploration& found, const Finding& finding, const std::vector<StepTold>& told,
             const std::vector<Vector>& after) {
    const Model& model = *found.model;
    Cast cast;
    for (std::size_t i = 0; i < finding.steps.size(); ++i) {
        const Move& move = found.moves[finding.steps[i].move];
        // Of what is assigned it is told to whom, if to anybody.
        const bool assigns = move.kind == Move::Kind::assign;
        std::uint32_t token = assigns ? std::max(told[i].actor, 1U) - 1 : told[i].actor;
        if (assigns || has_by(model, move)) {
            std::vector<Index> roles;
            for (const auto& [role, has] : told[i].acting)
                if (has) roles.push_back(role);
            const process::By by =
                assigns ? process::By{process::By::Kind::holder} : model.acts[move.act].act->by[move.by];
            if (by.kind == process::By::Kind::role) roles.push_back(by.role);
            if (by.kind == process::By::Kind::holder && i > 0)
                roles.push_back(model.of(model.holder, after[i - 1]));
            // Whether a rule refuses it says the real record; else nothing may tell the two apart.
            const bool may_other = finding.rule || (!assigns && !is_remembered(model, move.act));
            while (may_other && token + in_her_place < Trial::first_voter &&
                   are_apart(model, cast.roles[token], roles))
                token += in_her_place;
            std::vector<Index>& acting = cast.roles[token];
            acting.insert(acting.end(), roles.begin(), roles.end());
        }
        cast.tokens.push_back(token);
    }
    return cast;
}

Trial with_people(const Model& model, const Cast& cast, Trial trial) {
    // Somebody who is only named, in fields.
    static_cast<void>(trial.person({}, Trial::only_named));
    if (model.tokens > 1)
        for (const auto& [token, roles] : cast.roles)
            static_cast<void>(trial.person(roles, token, model.process));
    return trial;
}

std::uint32_t told_as(std::uint32_t token) {
    return token < Trial::first_voter ? token % in_her_place : token;
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
