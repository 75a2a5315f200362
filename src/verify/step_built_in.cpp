// What every record can be asked for, whatever its process says.
#include <algorithm>

#include "verify/model_internal.hpp"
#include "verify/step.hpp"

namespace reeve::verify {

// A rule that it would break refuses it: that is no finding, since an edit has no needs of its own.
bool Stepper::take_edit(Index field) {
    if (field == Move::beside_fields) return take_other_edit();
    if (!may(process::BuiltIn::edit)) return false;
    if (field == Move::late_fields) return take_late_edit();
    const std::uint32_t value = choices_->choose(model_.layout.size(model_.fields[field]));
    // What nothing tells apart may still make another key.
    if (value == get(model_.fields[field]) && !makes_key(model_, field)) return false;
    write(field, value);
    if (told_ != nullptr) told_->fields.emplace_back(field, value);
    return compute() && settle_step();
}

// Any of the late ones together: one by one people come to the same.
bool Stepper::take_late_edit() {
    for (const LateField& late : model_.late)
        if (late.open) leave_open(late, open_to_any);
    return compute() && settle_step();
}

// A title, a document, a field that nothing else asks for.
bool Stepper::take_other_edit() {
    rounds_.perhaps_changed = ~std::uint64_t{0};
    return settle_rounds() && rounds_.something_changed;
}

bool Stepper::take_assign() {
    if (!may(process::BuiltIn::assign)) return false;
    const std::uint32_t person = choices_->choose(model_.tokens + 1);
    if (person == get(*model_.assignee)) return false;
    put(*model_.assignee, person);
    if (told_ != nullptr) told_->actor = person;
    return settle_step();
}

// Which steps are ticked is not remembered: a tick does nothing but end the step's clock, where the desk does
// something because of it.
bool Stepper::take_tick(const Move& move) {
    const ActModel& act = model_.acts[move.act];
    if (!take_person(act, act.act->by.empty() ? nullptr : &act.act->by[move.by]) || !check_needs(act))
        return false;
    tried_[move.act].done = true;
    const TickModel& tick = model_.ticks[move.act - type_.acts.size()];
    const auto clock = type_.checklists[tick.checklist].steps[tick.step].clock;
    if (!clock || !model_.clocks[*clock].dimension) return false;
    put(*model_.clocks[*clock].dimension,
        model_.clocks[*clock].value_of({ClockStand::Kind::ended, 0, false}));
    return settle_step();
}

}  // namespace reeve::verify
