// Clocks on the final state, holder and fields (step k), and what the desk does because of them.
#include <algorithm>

#include "process/owed.hpp"
#include "verify/step.hpp"

namespace reeve::verify {
namespace {

using process::ClockPause;
using process::ClockStop;
using Kind = ClockStand::Kind;

bool is_live(const ClockStand& stand) {
    return stand.kind == Kind::running || stand.kind == Kind::paused || stand.kind == Kind::breached;
}

// One length, whatever the record: nothing when it depends on anything.
std::optional<process::Span> constant_limit(const ClockModel& model) {
    const process::Clock& clock = *model.clock;
    const bool depends = clock.starts_at || clock.starts_by || clock.rule || clock.alive_while ||
                         clock.due_field || clock.agreement || clock.repeats || !clock.pauses.empty() ||
                         !clock.limit || clock.orders != process::ClockOrders{};
    if (depends || model.limits.size() != 1) return std::nullopt;
    const cel::Reads& reads = clock.limit->program.reads();
    if (!reads.variables.empty() || !reads.functions.empty()) return std::nullopt;
    return model.limits.front();
}

// They run at the same times, in the same calendar, and one of them is always the shorter.
bool runs_out_before(const ClockModel& a, const ClockModel& b) {
    if (!a.dimension || !b.dimension) return false;
    const auto alike = [](const ClockStop& one, const ClockStop& other) {
        return one.kind == other.kind && one.index == other.index && !one.condition && !other.condition &&
               one.kind != ClockStop::Kind::step && other.kind != ClockStop::Kind::step;
    };
    const process::Clock& first = *a.clock;
    const process::Clock& second = *b.clock;
    const bool together = first.starts == second.starts && first.holders == second.holders &&
                          first.calendar == second.calendar &&
                          std::ranges::equal(first.stops, second.stops, alike);
    const auto shorter = constant_limit(a);
    const auto longer = constant_limit(b);
    if (!together || !shorter || !longer) return false;
    return shorter->working_days <= longer->working_days && shorter->exact < longer->exact;
}

bool may_be_outside(process::Waiting whom) {
    return whom == process::Waiting::reporter || whom == process::Waiting::vendor;
}

bool follows_what_is_owed_at_times(const process::RecordType& type, const ClockStop& due) {
    const auto& steps = type.checklists[due.index].steps;
    return std::any_of(steps.begin(), steps.begin() + due.step, [](const process::ChecklistStep& step) {
        return process::owed_while(step) != nullptr;
    });
}

}  // namespace

// What may hold is chosen; of a clock on which nothing depends it is as if it did.
bool Stepper::comes_to_hold(const process::Clock& clock, const ClockStop& stop) {
    const ClockModel& model = model_.clocks[static_cast<std::size_t>(&clock - type_.clocks.data())];
    const Mask mask = ask_after(model.conditions.at(static_cast<std::size_t>(&stop - clock.stops.data())));
    if ((mask & may_hold) == 0) return false;
    return mask == may_hold || !model.dimension || choices_->choose(2) == 0;
}

// Whether it has a target: a clock that counts only at times has none at others.
Mask Stepper::target_of(const ClockModel& clock) {
    const Mask target = ask(*clock.limit);
    if (!clock.alive) return target;
    const Mask alive = ask_after(*clock.alive);
    // A step of which it cannot be told is owed.
    const Mask counts = clock.clock->step() != nullptr ? may_hold | may_err : may_hold;
    if ((alive & counts) == 0) return no_target;
    return (alive & ~counts) == 0 ? target : target | no_target;
}

// It begins with an act, each time that this is done.
bool Stepper::begins_now(const process::Clock& clock) const {
    return clock.starts_by && act_ != nullptr && act_->act == &type_.acts[*clock.starts_by];
}

bool Stepper::stops(const process::Clock& clock) {
    return std::any_of(clock.stops.begin(), clock.stops.end(), [&](const ClockStop& stop) {
        switch (stop.kind) {
            case ClockStop::Kind::condition: return comes_to_hold(clock, stop);
            case ClockStop::Kind::step: return false;  // a move of its own
            case ClockStop::Kind::act: return act_ != nullptr && act_->act == &type_.acts[stop.index];
            case ClockStop::Kind::state: return get(model_.state) == stop.index;
            case ClockStop::Kind::hand_over: return leg_changed_ && !creating_;
            case ClockStop::Kind::link_closed:
                return model_.links[stop.index].counts.empty() ||
                       (has_open(stop.index, former_) && !has_open(stop.index, now_));
        }
        return false;
    });
}

bool Stepper::stopped_already(const process::Clock& clock, bool by_effect, bool goes_on) {
    const bool each_leg = clock.starts == process::Clock::Starts::each_leg;
    return std::any_of(clock.stops.begin(), clock.stops.end(), [&](const ClockStop& stop) {
        if (stop.kind == ClockStop::Kind::state) return get(model_.state) == stop.index;
        if (stop.kind == ClockStop::Kind::condition) return comes_to_hold(clock, stop);
        if (stop.kind != ClockStop::Kind::act || clock.repeats || by_effect) return false;
        if (act_ != nullptr && act_->act == &type_.acts[stop.index]) return !(each_leg && leg_changed_);
        const auto& done = each_leg ? model_.monitors.leg_done : model_.monitors.done;
        const auto found = done.find(stop.index);
        // Whether it was done before a clock began that goes on now is not remembered.
        return found != done.end() && get(found->second) != 0 && (!goes_on || choices_->choose(2) == 0);
    });
}

bool Stepper::pauses(const process::Clock& clock) {
    return std::any_of(clock.pauses.begin(), clock.pauses.end(), [&](const ClockPause& pause) {
        switch (pause.kind) {
            case ClockPause::Kind::state: return get(model_.state) == pause.index;
            case ClockPause::Kind::waiting:
                return pause.waiting != process::Waiting::none && state().waiting == pause.waiting;
            // Of which organisation whoever is waited for is, is not remembered.
            case ClockPause::Kind::outside:
                return may_be_outside(state().waiting) && choices_->choose(2) == 0;
            case ClockPause::Kind::link_open: return has_open(pause.index, now_);
            default: return false;
        }
    });
}

bool Stepper::concerns_holder(const process::Clock& clock) {
    return clock.holders.empty() ||
           std::find(clock.holders.begin(), clock.holders.end(), get(model_.holder)) != clock.holders.end();
}

// Of a clock on which nothing depends: only whether it runs somewhere, and whether something stops it there.
void Stepper::watch(const ClockModel& clock) {
    const auto index = static_cast<std::size_t>(&clock - model_.clocks.data());
    const process::ClockOrders& orders = orders_[index];
    Ran& ran = ran_[index];
    if (!ran.stopped && !creating_ && was(model_.leg_open) == 1 && (orders.stops || stops(*clock.clock)))
        ran.stopped = true;
    const bool by_itself = !clock.clock->starts_by && clock.clock->starts != process::Clock::Starts::asked;
    const bool begins = by_itself || orders.starts || begins_now(*clock.clock);
    if (begins && get(model_.leg_open) == 1 && concerns_holder(*clock.clock) &&
        (target_of(clock) & has_target) != 0)
        ran.ran = true;
}

void Stepper::settle_clocks() {
    if (courses_ != nullptr) return set_clocks_aside();
    for (std::uint32_t i = 0; i < model_.clocks.size(); ++i) {
        if (model_.clocks[i].dimension)
            settle(i);
        else
            watch(model_.clocks[i]);
    }
}

// Until its condition, where it has one, holds again it stands still; without a target it is given up.
ClockStand Stepper::gone_on(const ClockModel& model, ClockStand stand, ClockStand::Kind going) {
    const bool has_condition = model.clock->alive_while.has_value();
    const Mask alive = has_condition ? ask_after(*model.alive) : may_hold;
    stand.kind = Kind::paused;
    if ((alive & may_hold) == 0 || (alive != may_hold && choices_->choose(2) != 0)) return stand;
    const Mask target = has_condition ? ask(*model.limit) : target_of(model);
    const bool keeps = (target & has_target) != 0 && ((target & no_target) == 0 || choices_->choose(2) == 0);
    if (!keeps && (target & (has_target | no_target)) != 0) return {Kind::untargeted, 0, false, stand.held};
    stand.kind = going;
    return stand;
}

void Stepper::settle(std::uint32_t index) {
    const ClockModel& model = model_.clocks[index];
    const process::Clock& clock = *model.clock;
    const bool each_leg = clock.starts == process::Clock::Starts::each_leg;
    const DimensionIndex at = *model.dimension;
    ClockStand stand = model.stands[get(at)];
    const process::ClockOrders& orders = orders_[index];
    const bool holds = clock.orders.pauses && orders.pauses;
    const bool held = holds || (stand.held && !orders.resumes);
    const bool ends = state().end;
    if (is_live(stand)) {
        if (orders.stops || stops(clock)) {
            stand = {Kind::ended, 0, false};
            ran_[index].stopped = true;
        } else if (ends || (each_leg && leg_changed_) || !concerns_holder(clock)) {
            stand = {Kind::ended, 0, false};
        } else if (stand.kind != Kind::breached) {
            stand.held = held;
            stand = gone_on(model, stand, held || pauses(clock) ? Kind::paused : Kind::running);
            // Its shares may lie further on then, so that they are reached again, or behind.
            const bool moved = model_.moves_shares(model, aside_.written.value_or(now_.written)) ||
                               (model.shares_free && get(model_.desk) == 0);
            if (stand.kind != Kind::untargeted && !stand.waits && moved)
                stand.level = choices_->choose(static_cast<std::uint32_t>(model.warnings.size()) + 1);
        }
    }
    if (each_leg && leg_changed_) stand = {};
    if (stand.kind == Kind::untargeted) stand.held = held;
    bool can_start = stand.kind == Kind::none || stand.kind == Kind::untargeted;
    if (clock.starts_by && !begins_now(clock)) can_start = false;
    const bool asked = clock.starts == process::Clock::Starts::asked;
    if (asked && stand.kind == Kind::none && !orders.starts) can_start = false;
    // Whose turn it is, and whether a tick was taken back, is not remembered.
    const process::ClockStop* due = clock.step();
    const bool first = due == nullptr || due->step == 0 || !type_.checklists[due->index].ordered;
    // One before it may be owed now that was not.
    if (!first && is_live(stand) && stand.kind != Kind::breached &&
        follows_what_is_owed_at_times(type_, *due) && choices_->choose(2) == 0)
        stand = {Kind::untargeted, 0, false};
    if (!first) can_start = can_start && choices_->choose(2) == 0;
    // One that was given up does not begin again by itself; whether it was is not remembered.
    if (stand.kind == Kind::ended)
        can_start = orders.starts || begins_now(clock) ||
                    ((clock.repeats || due != nullptr) && choices_->choose(2) == 0);
    if (can_start && !ends && get(model_.leg_open) == 1 && concerns_holder(clock) &&
        !stopped_already(clock, orders.starts, stand.kind == Kind::untargeted)) {
        const Mask target = target_of(model);
        if ((target & has_target) != 0 && ((target & no_target) == 0 || choices_->choose(2) == 0)) {
            // What was late is late again when its step is open again.
            const bool late = stand.kind == Kind::ended && due != nullptr && choices_->choose(2) == 0;
            // One that begins anew stands still only where it is paused at once.
            const bool anew = stand.kind != Kind::untargeted || orders.starts || begins_now(clock);
            const bool stands_still = anew ? holds : stand.held;
            const Kind begun = stands_still || pauses(clock) ? Kind::paused : Kind::running;
            stand = {late ? Kind::breached : begun, 0, false, stands_still && !late};
            ran_[index].ran = true;
        }
    }
    put(at, model.value_of(stand));
}

// The deed, by the desk, on what is there; what it would have changed is undone where it is refused.
bool Stepper::take_deed(Index index) {
    const Seen before = now_;
    const Seen former = former_;
    const ActModel& act = model_.acts[index];
    if (!act.from[get(model_.state)]) return false;
    former_ = now_;
    rounds_ = {};
    take_desk(act);
    if (!take_act(act)) {
        now_ = before;
        former_ = former;
        forget_what_is_open();
        begin_act();
        entered_.clear();
        return false;
    }
    return true;
}

bool Stepper::take_clock(const Move& move) {
    const ClockModel& model = model_.clocks[move.clock];
    const DimensionIndex at = *model.dimension;
    const ClockStand stand = model.stands[get(at)];
    const auto warnings = static_cast<std::uint32_t>(model.warnings.size());
    ClockStand next = stand;
    std::optional<Index> deed;
    next.waits = false;
    if (stand.kind == Kind::running && stand.level < warnings && choices_->choose(2) == 0) {
        deed = model.warnings[stand.level];
        ++next.level;
    } else if (stand.kind == Kind::running) {
        // What started together and has less time has run out by then.
        const bool too_soon = std::ranges::any_of(model_.clocks, [&](const ClockModel& other) {
            return runs_out_before(other, model) && other.stands[get(*other.dimension)].kind == Kind::running;
        });
        if (too_soon) return false;
        next.kind = Kind::breached;
        next.level = warnings;
        deed = model.clock->on_breach;
        by_breach_ = true;
    } else {
        deed = model.overdue[stand.level - warnings];
        ++next.level;
        by_breach_ = true;
    }
    put(at, model.value_of(next));
    // How long it has been in its state is not remembered: it may be too soon.
    const bool too_soon = deed && model_.acts[*deed].act->not_before && choices_->choose(2) == 1;
    if (!deed || (!too_soon && take_deed(*deed))) return true;
    if (told_ != nullptr) told_->deed_refused = true;
    next.waits = true;
    put(at, model.value_of(next));
    return true;
}

bool Stepper::take_retry(const Move& move) {
    const ClockModel& model = model_.clocks[move.clock];
    const DimensionIndex at = *model.dimension;
    ClockStand stand = model.stands[get(at)];
    const auto warnings = static_cast<std::uint32_t>(model.warnings.size());
    std::optional<Index> deed;
    if (stand.kind != Kind::breached)
        deed = model.warnings[stand.level - 1];
    else if (stand.level == warnings)
        deed = model.clock->on_breach;
    else
        deed = model.overdue[stand.level - warnings - 1];
    by_breach_ = stand.kind == Kind::breached;
    stand.waits = false;
    put(at, model.value_of(stand));
    return deed && take_deed(*deed);
}

}  // namespace reeve::verify
