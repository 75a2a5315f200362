// What is owed over links: as many records as there turn out to be rows, and what is put aside.
#include "verify/step.hpp"

namespace reeve::verify {

// How many rows there are, and which of them had their record already, is not known: any numbers may follow.
void Stepper::work_out(const EffectModel& effect) {
    for (const Root other : effect.others) static_cast<void>(ask(other));
    const process::Index over = effect.effect->for_each->create.link;
    if (const auto known = model_.monitors.derived.find(over); known != model_.monitors.derived.end())
        put(known->second, 1);
    for (const DimensionIndex count : model_.links[over].counts)
        if (model_.layout[count].used) put(count, choices_->choose(model_.layout.size(count)));
}

bool Stepper::take_aside(Index state) {
    const Index before = get(model_.state);
    if (before == state || !leave_states(before, state)) return false;
    enter_state(state);
    if (!enter_states(before, state)) return false;
    put(model_.leg_open, 0);
    return settle_step();
}

}  // namespace reeve::verify
