// Who acts: what is known of the roles of people who are told apart.
#include <algorithm>

#include "verify/step.hpp"

namespace reeve::verify {
namespace {

using process::By;

// Whether whoever did the act had a role that nobody has together with this one.
bool tells_apart(const std::vector<process::Role>& roles, const process::Act& act, Index role) {
    return !act.by.empty() && !act.otherwise && std::ranges::all_of(act.by, [&](const By& by) {
        return by.kind == By::Kind::role && process::are_disjoint(roles, by.role, role);
    });
}

}  // namespace

// She did what only people do who do not have the role. Nobody goes over from one role to the other while a
// record lives.
bool Stepper::has_other_role(std::uint32_t person, Index role) {
    const std::vector<process::Role>& roles = model_.process->roles;
    if (roles[role].disjoint.empty()) return false;
    return std::ranges::any_of(model_.monitors.by, [&](const auto& did) {
        return tells_apart(roles, type_.acts[did.first], role) && get(did.second[person]) != 0;
    });
}

// As what she acts in this step, and what else she may be asked for.
void Stepper::take_roles(const ActModel& act, std::optional<Index> as) {
    const std::vector<process::Role>& roles = model_.process->roles;
    std::vector<Index> held;
    if (as) held.push_back(*as);
    for (const Index asked : act.roles_asked) {
        const bool kept_out =
            std::ranges::any_of(held,
                                [&](Index other) { return process::are_disjoint(roles, asked, other); }) ||
            has_other_role(model_.tokens > 1 ? get(model_.actor) : 0, asked);
        const bool has = as == asked || (!kept_out && choices_->choose(2) == 1);
        if (has) held.push_back(asked);
        put(model_.acting.at(asked), has ? 1 : 0);
        if (told_ != nullptr) told_->acting.emplace_back(asked, has);
    }
}

bool Stepper::take_person(const ActModel& act, const By* by) {
    Tried& tried = tried_[static_cast<std::size_t>(&act - model_.acts.data())];
    tried.from = true;
    std::optional<std::uint32_t> person;
    std::optional<Index> role;
    if (by != nullptr && by->kind == By::Kind::role) {
        role = by->role;
        if (model_.process->roles[*role].is_reporter && model_.reporter) person = get(*model_.reporter);
    }
    if (by != nullptr && by->kind == By::Kind::holder) role = get(model_.holder);
    if (by != nullptr && by->kind == By::Kind::assignee) {
        const std::uint32_t assignee = get(*model_.assignee);
        if (assignee == 0) return refuse(Refusal::Why::by);
        person = assignee - 1;
    }
    if (model_.tokens > 1) put(model_.actor, person ? *person : choices_->choose(model_.tokens));
    if (role && has_other_role(model_.tokens > 1 ? get(model_.actor) : 0, *role))
        return refuse(Refusal::Why::by);
    if (by != nullptr && is_excluded(act.act->exclude, get(model_.actor))) return refuse(Refusal::Why::by);
    tried.by = true;
    take_roles(act, role);
    if (told_ != nullptr) told_->actor = get(model_.actor);
    if (creating_ && model_.reporter) {
        const bool own =
            by != nullptr && by->kind == By::Kind::role && model_.process->roles[by->role].is_reporter;
        put(*model_.reporter, own ? get(model_.actor) : choices_->choose(model_.tokens));
    }
    if (creating_ && model_.logger) put(*model_.logger, get(model_.actor));
    return true;
}

// By this step somebody may have become one who is excluded, and who may have voted.
bool Stepper::may_lose_votes(const process::Approval& approval) const {
    const std::vector<process::Role>& roles = model_.process->roles;
    return std::ranges::any_of(approval.exclude, [&](const process::Exclusion& one) {
        if (one.kind == process::Exclusion::Kind::assignee) return true;
        const bool done =
            one.kind == process::Exclusion::Kind::act && act_ != nullptr && &type_.acts[one.act] == act_->act;
        return done && !std::ranges::all_of(approval.seats, [&](const process::Seat& seat) {
                   return tells_apart(roles, *act_->act, seat.role);
               });
    });
}

}  // namespace reeve::verify
