// Steps done again.
#include <algorithm>

#include "verify/explore.hpp"

namespace reeve::verify {
namespace {

Retraced retrace(const Exploration& exploration, const Step& step) {
    Stepper& stepper = *exploration.stepper;
    const Vector from = step.from == no_state ? stepper.nothing() : exploration.visited.at(step.from);
    Retraced retraced;
    Taken taken;
    Choices choices;
    choices.begin();
    for (std::uint32_t way = 0;; ++way) {
        Vector next = from;
        stepper.tell(way == step.way ? &retraced.told : nullptr);
        stepper.take(exploration.moves[step.move], choices, next, taken);
        retraced.after = next;
        if (way == step.way || !choices.next()) break;
    }
    stepper.tell(nullptr);
    return retraced;
}

// Who opened the field last told what is in it.
void tell_of(std::vector<Retraced>& steps, std::size_t last, Index field, std::uint32_t value) {
    for (std::size_t i = last + 1; i-- > 0;) {
        StepTold& told = steps[i].told;
        if (std::ranges::find(told.opened, field) == told.opened.end()) continue;
        told.fields.emplace_back(field, value);
        std::ranges::sort(told.fields);
        return;
    }
}

}  // namespace

std::vector<Retraced> retrace(const Exploration& exploration, const std::vector<Step>& steps) {
    const Model& model = *exploration.model;
    std::vector<Retraced> all;
    for (const Step& step : steps) all.push_back(retrace(exploration, step));
    for (std::size_t i = 0; i + 1 < steps.size(); ++i) {
        const Vector next = exploration.visited.at(steps[i + 1].from);
        for (const LateField& late : model.late)
            if (late.open && model.of(*late.open, all[i].after) != not_open &&
                model.of(*late.open, next) == not_open)
                tell_of(all, i, late.field, model.of(model.fields[late.field], next));
    }
    return all;
}

}  // namespace reeve::verify
