// Links: made and taken away from either end, and what linked records do.
#include <algorithm>

#include "verify/model_internal.hpp"
#include "verify/step.hpp"

namespace reeve::verify {

void Stepper::change_count(const LinkModel& link, std::uint32_t of, bool more) {
    const DimensionIndex dimension = link.counts[of];
    if (!model_.layout[dimension].used) return;
    const std::uint32_t most = model_.layout.size(dimension) - 1;
    const std::uint32_t count = get(dimension);
    if (more)
        put(dimension, std::min(count + 1, most));
    else if (count == most)
        put(dimension, choices_->choose(2) == 0 ? count - 1 : count);
    else
        put(dimension, count - 1);
}

// From the other end as well, where nobody asks what is said of links here.
bool Stepper::take_link() {
    const bool may_here = may(process::BuiltIn::link);
    std::uint32_t which = choices_->choose(static_cast<std::uint32_t>(model_.links.size()));
    const LinkModel& link = model_.links[which];
    if (link.counts.empty() || (!may_here && !link.from_there)) return false;
    const std::uint32_t of = choices_->choose(static_cast<std::uint32_t>(link.counts.size()));
    const bool more = choices_->choose(2) == 0;
    if (!model_.layout[link.counts[of]].used || (!more && get(link.counts[of]) == 0)) return false;
    if (more && (!link.classes[of].reached ||
                 !has_room(model_, link, [&](DimensionIndex count) { return get(count); })))
        return false;
    change_count(link, of, more);
    if (told_ != nullptr) {
        told_->link = which;
        told_->link_from = told_->link_to = of;
        told_->link_adds = more;
    }
    if (link.own) note_link(link.link);
    return settle_step();
}

// What another record makes is linked to it.
bool Stepper::take_origin(const process::By& by) {
    if (model_.origins.empty()) return true;
    const bool alone = by.kind != process::By::Kind::linked || model_.made_unseen;
    std::uint32_t which =
        choices_->choose(static_cast<std::uint32_t>(model_.origins.size() + (alone ? 1 : 0)));
    if (alone && which-- == 0) return true;
    const Origin& origin = model_.origins[which];
    change_count(model_.links[origin.link], origin.of_class, true);
    if (told_ != nullptr) {
        told_->link = origin.link;
        told_->link_from = told_->link_to = origin.of_class;
        told_->link_adds = true;
    }
    return true;
}

bool Stepper::take_partner() {
    std::uint32_t which = choices_->choose(static_cast<std::uint32_t>(model_.links.size()));
    const LinkModel& link = model_.links[which];
    const auto& steps = link.go.steps;
    if (link.counts.empty() || steps.empty()) return false;
    const auto [from, to] = steps[choices_->choose(static_cast<std::uint32_t>(steps.size()))];
    // Of those that nothing counts there may be some.
    if (get(link.counts[from]) == 0 && model_.layout[link.counts[from]].used) return false;
    change_count(link, from, false);
    change_count(link, to, true);
    move_otherwise(link);
    if (told_ != nullptr) {
        told_->link = which;
        told_->link_from = from;
        told_->link_to = to;
    }
    return settle_what_happened();
}

// On each open target, as they stood before; one from which the act does not come refuses the whole.
bool Stepper::act_on_linked(const process::ActOnLinked& on) {
    const LinkModel& link = model_.links[on.link];
    const process::Act& act = link.target->acts[on.act];
    std::vector<std::uint32_t> before;
    for (const DimensionIndex dimension : link.counts) before.push_back(get(dimension));
    std::vector<std::uint32_t> stand = before;
    for (std::uint32_t c = 0; c < link.counts.size(); ++c) {
        const std::uint32_t count = before[c];
        if (count == 0 || !link.classes[c].shown.open) continue;
        if (!link.classes[c].has_any(act.from)) return refuse(Refusal::Why::effect);
        std::vector<std::uint32_t> after;
        for (std::uint32_t to = 0; to < link.counts.size(); ++to) {
            const LinkClass& there = link.classes[to];
            const bool comes = act.to ? there.has(*act.to) : there.has_any(link.classes[c].states);
            if (comes && there.reached) after.push_back(to);
        }
        if (after.empty()) return refuse(Refusal::Why::effect);
        const std::uint32_t to = after[choices_->choose(static_cast<std::uint32_t>(after.size()))];
        if (to == c) continue;
        stand[to] += count;
        stand[c] -= count;
        for (std::uint32_t i = 0; i < count; ++i) move_otherwise(link);
    }
    for (std::uint32_t c = 0; c < link.counts.size(); ++c)
        if (stand[c] != before[c])
            put(link.counts[c], std::min(stand[c], model_.layout.size(link.counts[c]) - 1));
    return true;
}

}  // namespace reeve::verify
