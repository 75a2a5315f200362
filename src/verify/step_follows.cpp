// What follows from a step by itself: effects of states, and edges (semantics section 2, steps h and i).
#include <algorithm>
#include <tuple>

#include "process/moves.hpp"
#include "verify/step.hpp"

namespace reeve::verify {
namespace {

using process::Function;

// A step between two states passes over the edge of one that is around the first where it is not around the
// second too, unless the step goes out and in again.
bool is_crossed(const process::RecordType& type, Index from, Index to, Index state) {
    return state == from || !process::is_within(type, to, state);
}

}  // namespace

bool Stepper::leave_states(Index left, Index target) {
    const std::vector<Index> around = process::around(type_, left);
    return std::all_of(around.begin(), around.end(), [&](Index state) {
        return !is_crossed(type_, left, target, state) || carry_out(model_.exit[state]);
    });
}

bool Stepper::enter_states(Index left, Index target) {
    const std::vector<Index> around = process::around(type_, target);
    return std::all_of(around.rbegin(), around.rend(), [&](Index state) {
        const bool crossed = creating_ || is_crossed(type_, target, left, state);
        return !crossed || carry_out(model_.enter[state]);
    });
}

void Stepper::enter_state(Index state) {
    put(model_.state, state);
    entered_.push_back(state);
    const auto ever = model_.monitors.ever.find(state);
    if (ever != model_.monitors.ever.end()) put(ever->second, 1);
    for (const PartOfPast& part : model_.monitors.parts)
        if (part.asked == Function::ever && part.what == state && has_begun(part)) put(part.at.front(), 1);
}

void Stepper::write(Index field, std::uint32_t value) {
    if (!model_.keyed.empty()) note_key(field, value != get(model_.fields[field]));
    if (const std::uint64_t covering = model_.covered_by[field]; covering != 0) {
        const Dimension& dimension = model_.layout[model_.fields[field]];
        const bool other = dimension.kept && dimension.used && get(model_.fields[field]) != value;
        (other ? rounds_.changed : rounds_.perhaps_changed) |= covering;
    }
    put_field(field, value);
    const cel::Value& seen = model_.domains[field].samples[value].seen;
    for (const auto& [was, dimension] : model_.monitors.was)
        if (was.first == field && seen == cel::Value(was.second)) put(dimension, 1);
    for (const PartOfPast& part : model_.monitors.parts)
        if (part.asked == Function::was && part.what == field && seen == cel::Value(part.value) &&
            has_begun(part))
            put(part.at.front(), 1);
}

// In the order of the file, each where its condition did not hold before and holds now.
bool Stepper::follow_edges() {
    for (std::size_t i = 0; i < model_.on.size(); ++i) {
        const EdgeModel& edge = model_.on[i];
        if (crossed_[i]) continue;
        const Mask before = fresh_ ? may_fail : asked_before(edge.becomes);
        const Mask now = ask_after(edge.becomes);
        if ((now & may_hold) == 0 || (before & (may_fail | may_err)) == 0) continue;
        const bool surely = now == may_hold && (before & may_hold) == 0;
        if (!surely && choices_->choose(2) == 1) continue;
        crossed_[i] = true;
        if (!carry_out(edge.then)) return false;
    }
    return true;
}

bool Stepper::settle_step() {
    if (!follow_edges()) return false;
    for (const ApprovalModel& approval : model_.approvals)
        if (approval.dimension) static_cast<void>(round(approval));
    for (bool goes_on = true; goes_on;) {
        const Vector before = now_.at;
        const auto crossed = std::count(crossed_.begin(), crossed_.end(), true);
        if (!settle_rounds()) return false;
        if (now_.at != before && !follow_edges()) return false;
        goes_on = std::count(crossed_.begin(), crossed_.end(), true) != crossed;
    }
    settle_clocks();
    return count_limits();
}

// What nobody can refuse. It happens without what edges bring about where that is refused, or breaks a rule
// that nothing breaks without them.
bool Stepper::settle_what_happened() {
    const auto stand = [&] { return std::tie(now_, rounds_, crossed_, orders_); };
    using Stand = std::tuple<Seen, RoundsInStep, std::vector<bool>, std::vector<process::ClockOrders>>;
    const Stand before = stand();
    refusable_ = false;
    Taken judged;
    const bool settled = settle_step();
    if (settled) {
        if (std::find(crossed_.begin(), crossed_.end(), true) == crossed_.end()) return true;
        check_rules(judged);
        if (judged.sound() && ((judged.broken.empty() && !refusable_) || choices_->choose(2) == 0))
            return true;
    }
    const Stand whole = stand();
    stand() = before;
    crossed_.assign(crossed_.size(), true);
    static_cast<void>(settle_step());
    if (!settled || judged.sound()) return true;
    Taken alone;
    check_rules(alone);
    const bool blameless = std::ranges::includes(alone.broken, judged.surely_broken);
    if (blameless && choices_->choose(2) == 0) stand() = whole;
    return true;
}

}  // namespace reeve::verify
