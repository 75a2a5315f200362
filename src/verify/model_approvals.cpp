// Approvals as dimensions: how the last round of each stands, where an act or a condition asks for it.
#include <algorithm>

#include "process/moves.hpp"
#include "verify/model_internal.hpp"

namespace reeve::verify {
namespace {

using process::Approval;

std::vector<std::string> stands() {
    return {"not asked", "open", "yes", "no", "void", "yes and used", "yes, used and changed since",
            "unknown"};
}

std::vector<bool> asked_of(const process::RecordType& type) {
    std::vector<bool> asked(type.approvals.size());
    for_each_need(type, [&](const process::Need& need) {
        if (need.kind == process::Need::Kind::approval) asked[need.index] = true;
    });
    const auto ask = [&](const std::vector<std::string>& names, const process::Expression&) {
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (type.approvals[i].name == names.front()) asked[i] = true;
    };
    for_each_call(type, process::Function::approved, ask);
    for_each_call(type, process::Function::approval, ask);
    // What one of them follows.
    for (std::size_t goes = 0; goes < asked.size(); ++goes)
        for (std::size_t i = 0; i < asked.size(); ++i)
            if (asked[i] && type.approvals[i].after) asked[*type.approvals[i].after] = true;
    return asked;
}

// In which states an act, or anything else at any time, asks how it stands.
std::vector<bool> matters(const Model& model, const std::vector<Use>& uses, DimensionIndex dimension) {
    std::vector<bool> states(model.type->states.size());
    for (const Use& use : uses) {
        if (!model.diagrams.asks(use.root, dimension, Asked::Of::present) || use.creates) continue;
        for (std::size_t s = 0; s < states.size(); ++s)
            if (use.act == nullptr || use.act->from[s]) states[s] = true;
    }
    return states;
}

// Whether what makes records, or does something to them, may put a value into the field.
class Naming {
public:
    Naming(const process::Process& process, const process::RecordType& type)
        : process_(process), type_(type) {}

    // By the act that makes a record, or with it.
    [[nodiscard]] bool at_birth(const process::Act& log, Index field) const {
        return has_of_itself(field) || in_form(log, field) || is_set(field);
    }

    [[nodiscard]] bool ever(Index field) const {
        return has_of_itself(field) || is_set(field) || is_ever_allowed(type_, process::BuiltIn::edit) ||
               std::ranges::any_of(type_.acts, [&](const process::Act& act) { return in_form(act, field); });
    }

private:
    const process::Process& process_;
    const process::RecordType& type_;

    [[nodiscard]] bool has_of_itself(Index field) const {
        return type_.fields[field].standard || type_.fields[field].is;
    }

    static bool in_form(const process::Act& act, Index field) {
        return std::ranges::any_of(act.form, [&](const process::FormItem& item) {
            return item.kind == process::FormItem::Kind::field && item.field == field;
        });
    }

    // By an effect of its own, or of those that make it.
    [[nodiscard]] bool is_set(Index field) const {
        return std::ranges::any_of(process_.types, [&](const process::RecordType& type) {
            return std::ranges::any_of(process::effects_of(type), [&](const process::Effect* effect) {
                const process::Create* made = effect->creates();
                return (&type == &type_ && effect->set && effect->set->field == field) ||
                       (made != nullptr && &process_.types[made->type] == &type_ &&
                        std::ranges::find(made->fields, field, &process::Set::field) != made->fields.end());
            });
        });
    }
};

std::vector<bool> unheard_by(const Model& model, const Approval& approval) {
    const Naming naming(*model.process, *model.type);
    std::vector<bool> unheard;
    for (const process::Act& act : model.type->acts)
        unheard.push_back(std::ranges::any_of(approval.seats, [&](const process::Seat& seat) {
            if (!seat.at) return false;
            return act.creates_record ? !naming.at_birth(act, *seat.at) : !naming.ever(*seat.at);
        }));
    return unheard;
}

}  // namespace

void add_approvals(Model& model) {
    const process::RecordType& type = *model.type;
    model.covered_by.assign(type.fields.size(), 0);
    const std::vector<bool> asked = asked_of(type);
    for (Index i = 0; i < type.approvals.size(); ++i) {
        const Approval& approval = type.approvals[i];
        ApprovalModel& made = model.approvals.emplace_back();
        made.approval = i;
        made.seats = static_cast<std::uint32_t>(approval.seats.size());
        for (const process::Seat& seat : approval.seats)
            if (model.process->roles[seat.role].is_reporter) ++made.reporter_seats;
        made.unheard = unheard_by(model, approval);
        if (!asked[i]) continue;
        made.dimension = model.layout.add("approval " + approval.name, stands());
        for (const Index field : approval.covers.fields) model.covered_by[field] |= std::uint64_t{1} << i;
    }
}

Root approved(Model& model, Index approval) {
    const auto& dimension = model.approvals[approval].dimension;
    if (!dimension) return model.diagrams.leaf(may_hold | may_fail);
    const auto& after = model.type->approvals[approval].after;
    const Root yes = after ? approved(model, *after) : model.diagrams.leaf(may_hold);
    std::vector<Root> children;
    for (std::uint32_t value = 0; value < round_stands; ++value) {
        const auto stand = static_cast<RoundStand>(value);
        const bool agreed = stand == RoundStand::yes || stand == RoundStand::used;
        const Mask mask = stand == RoundStand::unknown ? may_hold | may_fail : may_fail;
        children.push_back(agreed ? yes : model.diagrams.leaf(mask));
    }
    return model.diagrams.node({Asked::Of::present, *dimension}, children);
}

void forget_rounds(Model& model) {
    const std::vector<Use> uses = uses_of(model);
    for (ApprovalModel& approval : model.approvals) {
        if (!approval.dimension) continue;
        approval.matters = matters(model, uses, *approval.dimension);
        const auto with = [&](Root root, RoundStand stand) {
            return model.diagrams.where(root, *approval.dimension, static_cast<std::uint32_t>(stand));
        };
        // All goes on with a void one as with none, where no condition asks which it is.
        approval.void_is_none = std::all_of(uses.begin(), uses.end(), [&](const Use& use) {
            return with(use.root, RoundStand::none) == with(use.root, RoundStand::voided);
        });
    }
}

}  // namespace reeve::verify
