// Steps in words.
#include <fmt/format.h>

#include <algorithm>

#include "base/text.hpp"
#include "verify/finding.hpp"

namespace reeve::verify {
namespace {

std::string who(const Model& model, const Move& move) {
    using By = process::By;
    if (move.by_desk()) return "the desk";
    if (move.kind == Move::Kind::vote) return "the seats";
    if (move.kind == Move::Kind::linked || move.kind == Move::Kind::put_aside)
        return "by an act on a linked record";
    const bool has_by =
        move.kind == Move::Kind::act || move.kind == Move::Kind::create || move.kind == Move::Kind::tick;
    if (!has_by || model.acts[move.act].act->by.empty()) return "somebody";
    const By& by = model.acts[move.act].act->by[move.by];
    switch (by.kind) {
        case By::Kind::role: return model.process->roles[by.role].name;
        case By::Kind::holder: return "the holder";
        case By::Kind::assignee: return "the assignee";
        case By::Kind::administrator: return "an administrator";
        default: return "somebody";
    }
}

std::string sent(const Model& model, const StepTold& told) {
    std::vector<std::string> parts;
    for (const auto& [field, value] : told.fields)
        parts.push_back(
            fmt::format("{}: {}", model.type->fields[field].name, model.domains[field].samples[value].word));
    for (const auto& [role, has] : told.acting)
        if (has) parts.push_back("acting as " + model.process->roles[role].name);
    return parts.empty() ? std::string() : " (" + join(parts, ", ") + ")";
}

std::string what(const Model& model, const Move& move, const StepTold& told) {
    const auto link = [&] { return model.links[told.link].of->name; };
    const auto stands = [&](std::uint32_t of) { return model.links[told.link].words(of); };
    switch (move.kind) {
        case Move::Kind::clock:
            return fmt::format("the clock {} comes to its next mark{}", model.type->clocks[move.clock].name,
                               told.deed_refused ? "; what should follow is refused" : "");
        case Move::Kind::retry:
            return fmt::format("what {} asks for is tried again", model.type->clocks[move.clock].name);
        case Move::Kind::vote:
            return fmt::format("{} to {}", told.decided == RoundStand::yes ? "yes" : "no",
                               model.type->approvals[move.approval].name);
        case Move::Kind::lapse:
            return fmt::format("leaves, or is excluded now: a vote on {} counts no more",
                               model.type->approvals[move.approval].name);
        case Move::Kind::expire:
            return fmt::format("{} was asked too long ago", model.type->approvals[move.approval].name);
        case Move::Kind::others:
            return fmt::format("another record {} to count under the limit {}",
                               told.others_come ? "comes" : "ceases", model.keyed[move.limit].limit->name);
        case Move::Kind::edit: return told.fields.empty() ? "change what is to be agreed to" : "edit";
        case Move::Kind::newcomer: return "who did nothing of it yet comes in another's place";
        case Move::Kind::assign: return "assign";
        case Move::Kind::tick: return fmt::format("tick {}", model.acts[move.act].act->name);
        case Move::Kind::link:
            return fmt::format("{} {} ({})", told.link_adds ? "one more of" : "one less of", link(),
                               stands(told.link_to));
        case Move::Kind::partner:
            return fmt::format("one of {} goes from {} to {}", link(), stands(told.link_from),
                               stands(told.link_to));
        case Move::Kind::put_aside:
            return fmt::format("it is no longer owed, and comes to {}", model.type->states[move.act].name);
        case Move::Kind::turned: return model.type->acts[move.act].name + ", and is turned away";
        case Move::Kind::create:
            if (told.link_adds)
                return fmt::format("{}, made from one of {} ({})", model.type->acts[move.act].name, link(),
                                   stands(told.link_to));
            [[fallthrough]];
        default: return model.type->acts[move.act].name;
    }
}

}  // namespace

std::vector<std::string> tell(const Exploration& exploration, const std::vector<Step>& steps) {
    const Model& model = *exploration.model;
    std::vector<std::string> told;
    const std::vector<Retraced> all = retrace(exploration, steps);
    for (std::size_t i = 0; i < steps.size(); ++i) {
        const Move& move = exploration.moves[steps[i].move];
        const auto& [chosen, after] = all[i];
        const process::State& state = model.type->states[model.of(model.state, after)];
        std::string holder;
        if (!state.end)
            holder = fmt::format(", held by {}", model.process->roles[model.of(model.holder, after)].name);
        told.push_back(fmt::format("{}: {}{} -> {}{}", who(model, move), what(model, move, chosen),
                                   sent(model, chosen), state.name, holder));
    }
    return told;
}

}  // namespace reeve::verify
