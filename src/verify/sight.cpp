#include "verify/sight.hpp"

#include <algorithm>

namespace reeve::verify {
namespace {

using process::Act;
using process::By;
using process::Effect;
using process::Index;

class Seeing {
public:
    Seeing(const process::Process& process, const process::RecordType& type, Index role)
        : process_(process), type_(type), role_(role) {}

    [[nodiscard]] bool any() const {
        const process::Role& of = process_.roles[role_];
        if (of.sees != process::Sees::own || of.is_reporter || is_heard()) return true;
        const auto tells = [&](const std::vector<Effect>& effects) { return is_told(effects); };
        const auto logs = [&](const Act& act) { return act.creates_record && is_by(act, By::Kind::role); };
        return std::ranges::any_of(type_.acts, logs) || std::ranges::any_of(type_.acts, tells, &Act::then) ||
               std::ranges::any_of(type_.on, tells, &process::Edge::then) ||
               std::ranges::any_of(type_.states, tells, &process::State::enter) ||
               std::ranges::any_of(type_.states, tells, &process::State::exit) || makes_any();
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;
    const Index role_;

    [[nodiscard]] bool is_heard() const {
        return std::ranges::any_of(type_.approvals, [&](const process::Approval& approval) {
            return std::ranges::find(approval.seats, role_, &process::Seat::role) != approval.seats.end();
        });
    }

    [[nodiscard]] bool is_told(const std::vector<Effect>& effects) const {
        return std::ranges::any_of(effects, [&](const Effect& effect) {
            return effect.kind == Effect::Kind::watch && effect.watcher == role_;
        });
    }

    [[nodiscard]] bool is_by(const Act& act, By::Kind kind) const {
        return std::ranges::any_of(act.by, [&](const By& by) {
            return by.kind == kind && (kind != By::Kind::role || by.role == role_);
        });
    }

    // Whoever makes one by an act of another record is its reporter.
    [[nodiscard]] bool makes_any() const {
        const auto makes = [&](const Act& act) {
            const bool by_role =
                is_by(act, By::Kind::holder) || is_by(act, By::Kind::assignee) || is_by(act, By::Kind::role);
            return by_role && std::ranges::any_of(act.then, [&](const Effect& effect) {
                       const auto* made = effect.creates();
                       return made != nullptr && &process_.types[made->type] == &type_;
                   });
        };
        return std::ranges::any_of(process_.types, [&](const process::RecordType& type) {
            return std::ranges::any_of(type.acts, makes);
        });
    }
};

}  // namespace

bool sees_any(const process::Process& process, const process::RecordType& type, Index role) {
    return Seeing(process, type, role).any();
}

bool sees_by_chance(const process::RecordType& type, const process::Role& role) {
    const bool at = !role.at_name.empty() && type.field(role.at_name);
    return role.sees == process::Sees::organisation && !role.is_reporter && !at;
}

}  // namespace reeve::verify
