// What follows from leaving and entering states, those around them included (semantics section 2, step h).
#include "process/moves.hpp"
#include "records/perform_internal.hpp"

namespace reeve::records {
namespace {

// Whether a step between two states passes over the edge of one that is around the first: it lies around the
// second too, unless the step goes out and in again.
bool is_crossed(const process::RecordType& type, process::Index from, process::Index to,
                process::Index state) {
    return state == from || !process::is_within(type, to, state);
}

// What follows on other records is not tried while this one lacks something.
void carry_out(Decision& decision, Draft& draft, const Deed& deed,
               const std::vector<process::Effect>& effects) {
    if (decision.unmet.empty()) carry_out_effects(decision, draft, deed, effects);
}

}  // namespace

void leave_states(Decision& decision, Draft& draft, const Deed& deed, process::Index target) {
    const process::RecordType& type = *draft.type;
    const auto left = type.state(draft.record.state);
    if (!left) return;
    for (const process::Index state : process::around(type, *left))
        if (is_crossed(type, *left, target, state)) carry_out(decision, draft, deed, type.states[state].exit);
}

void enter_states(Decision& decision, Draft& draft, const Deed& deed, std::optional<process::Index> left,
                  process::Index target) {
    const process::RecordType& type = *draft.type;
    const std::vector<process::Index> entered = process::around(type, target);
    for (auto state = entered.rbegin(); state != entered.rend(); ++state)
        if (!left || is_crossed(type, target, *left, *state))
            carry_out(decision, draft, deed, type.states[*state].enter);
}

}  // namespace reeve::records
