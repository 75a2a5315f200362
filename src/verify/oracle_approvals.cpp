// What expressions ask of approvals.
#include <array>

#include "verify/oracle_internal.hpp"

namespace reeve::verify {

using process::Function;

cel::Value Oracle::approved(Index index) {
    const auto value = ask(*model_.approvals[index].dimension);
    if (!value) return open();
    const auto stand = static_cast<RoundStand>(*value);
    if (stand == RoundStand::unknown) {
        const auto is = choose(model_.layout[*model_.approvals[index].dimension].name, 2);
        return is ? cel::Value(*is != 0) : open();
    }
    if (stand != RoundStand::yes && stand != RoundStand::used) return cel::Value(false);
    const auto& after = model_.type->approvals[index].after;
    return after ? approved(*after) : cel::Value(true);
}

cel::Value Oracle::outcome_of(Index index) {
    const auto value = ask(*model_.approvals[index].dimension);
    if (!value) return open();
    constexpr std::array<const char*, 5> outcomes{"none", "open", "yes", "no", "void"};
    switch (static_cast<RoundStand>(*value)) {
        case RoundStand::unknown: {
            const auto which = choose("outcome of " + model_.type->approvals[index].name, 5);
            return which ? cel::Value(outcomes[*which]) : open();
        }
        case RoundStand::none: return "none";
        case RoundStand::open: return "open";
        case RoundStand::no: return "no";
        case RoundStand::voided: return "void";
        default: return "yes";
    }
}

cel::Value Oracle::approval(Function function, std::string_view name) {
    const auto& approvals = model_.type->approvals;
    for (Index index = 0; index < approvals.size(); ++index)
        if (approvals[index].name == name && model_.approvals[index].dimension)
            return function == Function::approved ? approved(index) : outcome_of(index);
    return lost();
}

}  // namespace reeve::verify
