// What follows from a step by itself: effects of states, edges, scopes of the past (semantics section 2,
// steps h and i).
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

// What was never done is followed by nothing.
bool Stepper::has_begun(const PartOfPast& part) {
    if (part.scope != Function::since_done) return true;
    return has_begun_now(part) || get(model_.monitors.done.at(part.since)) != 0;
}

bool Stepper::has_begun_now(const PartOfPast& part) const {
    return std::find(began_.begin(), began_.end(), std::pair(part.scope, part.since)) != began_.end();
}

// From the state and the values that are there.
void Stepper::begin_scope(Function scope, Index since) {
    began_.emplace_back(scope, since);
    for (const PartOfPast& part : model_.monitors.parts) {
        if (part.scope != scope || part.since != since) continue;
        for (const DimensionIndex at : part.at) put(at, 0);
        if (part.asked == Function::ever) put(part.at.front(), get(model_.state) == part.what ? 1 : 0);
        if (part.asked != Function::was) continue;
        const Sample& sample = model_.domains[part.what].samples[get(model_.fields[part.what])];
        put(part.at.front(), sample.seen == cel::Value(part.value) ? 1 : 0);
    }
}

void Stepper::begin_scopes(const ActModel& act) {
    const auto index = static_cast<Index>(&act - model_.acts.data());
    if (std::find(type_.scopes.begin(), type_.scopes.end(), index) != type_.scopes.end())
        begin_scope(Function::since_done, index);
    if (creating_ || process::begins_round(type_, *act.act)) begin_scope(Function::round_done, 0);
}

void Stepper::note_done(const ActModel& act) {
    const auto index = static_cast<Index>(&act - model_.acts.data());
    note_parts(index);
    const auto mark = [&](const std::map<Index, DimensionIndex>& of) {
        if (const auto found = of.find(index); found != of.end()) put(found->second, 1);
    };
    const auto count = [&](const std::map<Index, DimensionIndex>& of) {
        if (const auto found = of.find(index); found != of.end()) count_up(found->second);
    };
    mark(model_.monitors.done);
    count(model_.monitors.times);
    if (!leg_changed_) {
        mark(model_.monitors.leg_done);
        count(model_.monitors.leg_times);
    }
    const auto by = model_.monitors.by.find(index);
    if (by != model_.monitors.by.end() && get(model_.desk) == 0) put(by->second[get(model_.actor)], 1);
    if (model_.monitors.round && process::begins_round(type_, *act.act)) count_up(*model_.monitors.round);
}

void Stepper::count_up(DimensionIndex dimension) {
    put(dimension, std::min(get(dimension) + 1, model_.layout.size(dimension) - 1));
}

// The act with which a part begins is no part of it.
void Stepper::note_parts(Index act) {
    const bool desk = get(model_.desk) != 0;
    for (const PartOfPast& part : model_.monitors.parts) {
        const bool of_acts = part.asked != Function::ever && part.asked != Function::was;
        if (!of_acts || part.what != act || has_begun_now(part) || !has_begun(part)) continue;
        switch (part.asked) {
            case Function::times: count_up(part.at.front()); break;
            case Function::by:
                if (!desk) put(part.at[get(model_.actor)], 1);
                break;
            case Function::last: put(part.at.front(), desk ? 1 : get(model_.actor) + 2); break;
            default: put(part.at.front(), 1);
        }
    }
}

// With the act counted that is being done.
Mask Stepper::ask_after(Root root) {
    if (act_ == nullptr) return ask(root);
    const Seen kept = now_;
    note_done(*act_);
    const Mask mask = ask(root);
    stand_again(kept);
    return mask;
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
        settle_rounds();
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
