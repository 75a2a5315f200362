// Who has a record: the first leg, hand-overs, what goes back.
#include <algorithm>

#include "verify/step.hpp"

namespace reeve::verify {
namespace {

constexpr std::uint32_t by_log = 0, by_act = 1, by_breach = 2;
constexpr Mask roles_alone = (Mask{1} << null_bit) - 1;

}  // namespace

// Where what says so is not explored, it is one of those that may be.
Mask Stepper::roles_in(Mask mask) const {
    Mask listed = 0;
    for (const Index role : type_.custody.holders) listed |= Mask{1} << std::min<Index>(role, null_bit - 1);
    if (mask == anything) return listed;
    mask &= roles_alone;
    if (model_.process->roles.size() < null_bit) mask &= (Mask{1} << model_.process->roles.size()) - 1;
    return mask;
}

std::uint32_t Stepper::team_now() {
    if (!type_.custody.team) return 0;
    const Index field = *type_.custody.team;
    return model_.domains[field].samples[get(model_.fields[field])].seen.is_null() ? 0 : 1;
}

// Whether those who have it now are others. The same role may be held at another place, or by another team.
bool Stepper::is_other_custody(std::uint32_t role, std::uint32_t team) {
    if (get(model_.holder) != role || (model_.team && get(*model_.team) != team)) return true;
    const bool to_teams = std::any_of(type_.acts.begin(), type_.acts.end(),
                                      [](const auto& act) { return act.hand_over_team.has_value(); });
    const bool may_differ =
        (model_.team ? team == 1 : to_teams) || !model_.process->roles[role].at_name.empty();
    return may_differ && choices_->choose(2) == 0;
}

// Whoever has it already keeps it, and the reason why, unless it is opened again.
bool Stepper::pass_to(const process::Act& act, std::uint32_t role, std::uint32_t team, std::uint32_t cause) {
    const bool had_ended = was(model_.leg_open) == 0;
    const bool was_open = type_.states[was(model_.state)].open;
    const bool opened_again = act.reopens || had_ended || (!was_open && state().open);
    const bool other = is_other_custody(role, team);
    if (other || opened_again) {
        open_leg(role, team, cause, other);
        return true;
    }
    // Of one that is not remembered any may have been the one before.
    if (!act.reason || !model_.layout[model_.fields[*act.reason]].kept) return true;
    write(*act.reason, was(model_.fields[*act.reason]));
    return compute();
}

void Stepper::open_leg(std::uint32_t role, std::uint32_t team, std::uint32_t cause, bool other) {
    if (model_.previous && other) {
        put(*model_.previous, get(model_.holder));
        if (model_.previous_team) put(*model_.previous_team, get(*model_.team));
    }
    put(model_.holder, role);
    if (model_.team) put(*model_.team, team);
    put(model_.leg_open, 1);
    leg_changed_ = true;
    if (model_.assignee) put(*model_.assignee, 0);
    const Monitors& monitors = model_.monitors;
    if (monitors.leg_cause) put(*monitors.leg_cause, cause);
    if (monitors.leg_number)
        put(*monitors.leg_number,
            std::min(get(*monitors.leg_number) + 1, model_.layout.size(*monitors.leg_number) - 1));
    for (const auto& [act, dimension] : monitors.leg_done) put(dimension, 0);
    for (const auto& [act, dimension] : monitors.leg_times) put(dimension, 0);
    begin_scope(process::Function::leg_done, 0);
}

bool Stepper::first_leg() {
    const Mask roles = roles_in(ask(model_.first));
    if (roles == 0) return refuse(Refusal::Why::holder);
    std::optional<std::uint32_t> before;
    for (const process::Via& via : act_->act->via) {
        if (choices_->choose(2) == 0) continue;
        open_leg(via.role, 0, by_log, false);
        before = via.role;
    }
    open_leg(choices_->among(roles), team_now(), by_log, false);
    if (model_.previous && before && *before != get(model_.holder)) put(*model_.previous, *before);
    return true;
}

bool Stepper::hand_back() {
    const std::uint32_t before = get(*model_.previous);
    if (before >= model_.process->roles.size()) return refuse(Refusal::Why::hand_over);
    const std::uint32_t team = model_.previous_team ? get(*model_.previous_team) : 0;
    open_leg(before, team, by_breach_ ? by_breach : by_act, is_other_custody(before, team));
    if (model_.assignee) put(*model_.assignee, choices_->choose(model_.tokens + 1));
    if (!type_.custody.team) return true;
    const Domain& domain = model_.domains[*type_.custody.team];
    for (std::uint32_t i = 0; i < domain.samples.size(); ++i)
        if (domain.samples[i].seen.is_null() != (team == 1)) write(*type_.custody.team, i);
    return compute();
}

bool Stepper::move_custody(const ActModel& act) {
    const bool had_ended = was(model_.leg_open) == 0 && !creating_;
    if (state().end) {
        put(model_.leg_open, 0);
        return true;
    }
    const std::uint32_t cause = by_breach_ ? by_breach : by_act;
    if (act.act->hand_back) return hand_back();
    if (act.hand_over) {
        const Mask roles = roles_in(ask(*act.hand_over));
        if (roles == 0) return refuse(Refusal::Why::hand_over);
        const bool to_team = act.act->hand_over_team.has_value();
        return pass_to(*act.act, choices_->among(roles), to_team ? team_now() : 0, cause);
    }
    if (act.act->hand_over_team) return pass_to(*act.act, get(model_.holder), team_now(), cause);
    if (had_ended) open_leg(get(model_.holder), model_.team ? get(*model_.team) : 0, cause, false);
    return true;
}

}  // namespace reeve::verify
