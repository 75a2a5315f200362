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

// Who may log time, of those who may do an act, or of all.
class Logging {
public:
    explicit Logging(const Model& model)
        : roles_(model.process->roles), log_(model.type->restriction(process::BuiltIn::log_time)) {
        if (log_ != nullptr) loggers_ = log_->by;
        if (!loggers_.empty()) return;
        for (Index role = 0; role < roles_.size(); ++role)
            if (roles_[role].reads_internal) loggers_.push_back({By::Kind::role, role});
    }

    // Whether there is a role that whoever logs there has: whose holder it is then.
    [[nodiscard]] bool may(const process::Act& act, const std::vector<bool>& holders, Index holder) const {
        return act.by.empty() || std::ranges::any_of(act.by, [&](const By& by) {
                   if (by.kind == By::Kind::desk) return false;
                   if (by.kind == By::Kind::role) return may(by.role, holder);
                   if (by.kind != By::Kind::holder) return true;
                   for (Index role = 0; role < holders.size(); ++role)
                       if (holders[role] && may(role, holder)) return true;
                   return false;
               });
    }

private:
    using By = process::By;
    const std::vector<process::Role>& roles_;
    const process::Act* log_;
    std::vector<By> loggers_;

    // Whoever has the role: she may have others that are not apart from it.
    [[nodiscard]] bool may(Index role, Index holder) const {
        return std::ranges::any_of(loggers_, [&](const By& by) {
            if (by.kind == By::Kind::role) return !process::are_disjoint(roles_, role, by.role);
            return by.kind != By::Kind::holder || !process::are_disjoint(roles_, role, holder);
        });
    }
};

// The states of the type to which a record comes when somebody has logged what the need asks for, or could
// have.
class Logged {
public:
    explicit Logged(const Exploration& found) : found_(found), model_(*found.model), logging_(model_) {
        const auto when = model_.built_in.find(process::BuiltIn::log_time);
        for (StateIndex at = 0; at < found_.visited.size(); ++at)
            possible_.push_back(when == model_.built_in.end() ||
                                may_hold_for_somebody(model_, when->second, found_.visited.at(at)));
        by_anybody_ = behind(possible_);
    }

    [[nodiscard]] std::vector<bool> for_need(const process::Act& act, const process::Need& need) const {
        if (!need.by_actor) return by_anybody_;
        std::vector<bool> logged = possible_;
        for (StateIndex at = 0; at < logged.size(); ++at)
            logged[at] = logged[at] &&
                         logging_.may(act, found_.holders, model_.of(model_.holder, found_.visited.at(at)));
        return behind(std::move(logged));
    }

private:
    const Exploration& found_;
    const Model& model_;
    Logging logging_;
    std::vector<bool> possible_, by_anybody_;

    [[nodiscard]] std::vector<bool> behind(std::vector<bool> logged) const {
        follow(found_, logged);
        std::vector<bool> states(model_.type->states.size());
        for (StateIndex at = 0; at < logged.size(); ++at)
            if (logged[at]) states[model_.of(model_.state, found_.visited.at(at))] = true;
        return states;
    }
};

}  // namespace

void refuse_logged_time(Model& model) {
    const bool by_then = model.built_in.contains(process::BuiltIn::log_time);
    for (ActModel& act : model.acts)
        for (NeedModel& need : act.needs)
            if (asks_for_time(need) && (by_then || need.need->by_actor))
                need.met = model.diagrams.leaf(may_fail);
}

bool learn_when_time_is_logged(Exploration& found) {
    Model& model = *found.model;
    const auto waits = [](const NeedModel& need) { return asks_for_time(need) && need.met; };
    if (std::ranges::none_of(model.acts,
                             [&](const ActModel& act) { return std::ranges::any_of(act.needs, waits); }))
        return false;
    const Logged logged(found);
    bool learnt = false;
    for (ActModel& act : model.acts) {
        for (NeedModel& need : act.needs) {
            if (!waits(need)) continue;
            const std::vector<bool> states = logged.for_need(*act.act, *need.need);
            bool there = false;
            for (std::size_t s = 0; s < states.size(); ++s) there = there || (states[s] && act.from[s]);
            if (!there) continue;
            need.met.reset();
            learnt = true;
        }
    }
    return learnt;
}

}  // namespace reeve::verify
