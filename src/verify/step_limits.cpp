// Limits over records (semantics section 2, step l): whether this one counts, and how many others do under
// the same key.
#include <algorithm>

#include "verify/model_internal.hpp"
#include "verify/step.hpp"

namespace reeve::verify {
namespace {

std::uint32_t most_others(const Model& model, const LimitModel& limit) {
    return model.layout.size(*limit.others) - 1;
}

}  // namespace

// After a field of its key was written: the others are those under another key, of which there are none yet.
void Stepper::note_key(Index field, bool changed) {
    if (!changed && is_one_value(model_, field)) return;
    for (std::size_t i = 0; i < model_.keyed.size(); ++i) {
        const LimitModel& limit = model_.keyed[i];
        if (std::find(limit.key.begin(), limit.key.end(), field) == limit.key.end()) continue;
        counted_[i].rekeyed = true;
        if (limit.others && get(*limit.others) != 0 && (changed || choices_->choose(2) == 1))
            put(*limit.others, 0);
    }
}

// Who comes to count where there are as many as may be is refused.
bool Stepper::count_limits() {
    for (std::size_t i = 0; i < model_.keyed.size(); ++i) {
        const LimitModel& limit = model_.keyed[i];
        Mask now = may_hold;
        for (const Root root : limit.counts) {
            const Mask mask = ask_after(root);
            if (mask == may_err) return refuse(Refusal::Why::effect);
            now = (now & mask & may_hold) | ((now | mask) & (may_fail | may_err));
            if ((now & may_hold) == 0) break;
        }
        if ((now & may_hold) != 0) counted_[i].ever = true;
        if (limit.others && limit.key_moves && get(*limit.others) != 0 && choices_->choose(2) == 1)
            put(*limit.others, 0);
        const bool before = !fresh_ && std::ranges::all_of(limit.counts, [&](Root root) {
            return (asked_before(root) & may_hold) != 0;
        });
        if (before && (now != may_hold || counted_[i].rekeyed || limit.key_moves)) counted_[i].ceased = true;
        counted_[i].now = now == may_hold;
        if (limit.others && now == may_hold && !before && get(*limit.others) == most_others(model_, limit))
            return refuse(Refusal::Why::effect);
    }
    return true;
}

// One more of the others counts, or one of them no longer does, where any ever ceases to.
bool Stepper::take_others(Index index) {
    const LimitModel& limit = model_.keyed[index];
    const std::uint32_t now = get(*limit.others), most = most_others(model_, limit);
    const bool comes = choices_->choose(2) == 0;
    if (comes ? now == most : now == 0 || !limit.ceases) return false;
    // Under no key there is nobody; and this one takes a place itself.
    const std::size_t parts = limit.counts.size() - limit.limit->by.size();
    bool counts = true;
    for (std::size_t i = 0; comes && i < limit.counts.size(); ++i) {
        const Mask mask = ask(limit.counts[i]);
        if (i >= parts && (mask & may_hold) == 0) return false;
        counts = counts && mask == may_hold;
    }
    if (comes && counts && now + 1 == most) return false;
    put(*limit.others, comes ? now + 1 : now - 1);
    if (told_ != nullptr) told_->others_come = comes;
    return true;
}

}  // namespace reeve::verify
