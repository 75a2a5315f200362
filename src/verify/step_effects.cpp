// Effects that link to records that there are, and those on clocks.
#include <algorithm>

#include "verify/model_internal.hpp"
#include "verify/step.hpp"

namespace reeve::verify {

using process::Effect;

// What an effect `link` names, and what of it is linked already, is not known: any that can be there may come
// to be linked.
bool Stepper::follow_order(const EffectModel& model) {
    const Effect& effect = *model.effect;
    if (effect.kind == Effect::Kind::start_clock) orders_[effect.index].starts = true;
    if (effect.kind == Effect::Kind::stop_clock) orders_[effect.index].stops = true;
    if (effect.kind == Effect::Kind::pause_clock || effect.kind == Effect::Kind::resume_clock) {
        orders_[effect.index].pauses = effect.kind == Effect::Kind::pause_clock;
        orders_[effect.index].resumes = !orders_[effect.index].pauses;
    }
    if (!effect.link_to) return true;
    for (const Root other : model.others) static_cast<void>(ask(other));
    const LinkModel& link = model_.links[effect.link_to->link];
    note_link(link.link);
    std::vector<std::uint32_t> classes;
    for (std::uint32_t c = 0; c < link.counts.size(); ++c)
        if (model_.layout[link.counts[c]].used && link.classes[c].reached) classes.push_back(c);
    cel::Type named = effect.link_to->to.program.result();
    if (named.is(cel::TypeKind::maybe)) named = named.element();
    if (named.is(cel::TypeKind::list)) {
        for (const std::uint32_t c : classes) {
            const DimensionIndex count = link.counts[c];
            put(count, get(count) + choices_->choose(model_.layout.size(count) - get(count)));
        }
    } else if (const std::uint32_t one = choices_->choose(static_cast<std::uint32_t>(classes.size()) + 1);
               one < classes.size()) {
        change_count(link, classes[one], true);
    }
    std::uint64_t least = 0;
    for (const std::uint32_t c : classes) least += get(link.counts[c]);
    return least <= type_.links[link.link].max || refuse(Refusal::Why::effect);
}

// What is linked twice goes on over both links.
void Stepper::move_otherwise(const LinkModel& moved) {
    for (const LinkModel& other : model_.links) {
        const bool shares = &other != &moved && !other.counts.empty() && other.target == moved.target &&
                            (other.by_effects || moved.by_effects);
        const auto& steps = other.go.steps;
        if (!shares || steps.empty() || choices_->choose(2) == 0) continue;
        const auto [from, to] = steps[choices_->choose(static_cast<std::uint32_t>(steps.size()))];
        if (get(other.counts[from]) == 0 && model_.layout[other.counts[from]].used) continue;
        change_count(other, from, false);
        change_count(other, to, true);
    }
}

}  // namespace reeve::verify
