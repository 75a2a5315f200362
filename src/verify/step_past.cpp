#include "verify/step_past.hpp"

#include <algorithm>

#include "process/moves.hpp"

namespace reeve::verify {

using process::Function;

// What was never done is followed by nothing.
bool StepPast::has_begun(const PartOfPast& part) {
    if (part.scope != Function::since_done) return true;
    return has_begun_now(part) || get(model_.monitors.done.at(part.since)) != 0;
}

bool StepPast::has_begun_now(const PartOfPast& part) const {
    return std::find(began_.begin(), began_.end(), std::pair(part.scope, part.since)) != began_.end();
}

// From the state and the values that are there.
void StepPast::begin_scope(Function scope, Index since) {
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

void StepPast::begin_scopes(const ActModel& act) {
    const auto index = static_cast<Index>(&act - model_.acts.data());
    if (std::find(type_.scopes.begin(), type_.scopes.end(), index) != type_.scopes.end())
        begin_scope(Function::since_done, index);
    if (creating_ || process::begins_round(type_, *act.act)) begin_scope(Function::round_done, 0);
}

void StepPast::note_done(const ActModel& act) {
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

void StepPast::count_up(DimensionIndex dimension) {
    put(dimension, std::min(get(dimension) + 1, model_.layout.size(dimension) - 1));
}

// The act with which a part begins is no part of it.
void StepPast::note_parts(Index act) {
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
Mask StepPast::ask_after(Root root) {
    if (act_ == nullptr) return ask(root);
    const Seen kept = now_;
    note_done(*act_);
    const Mask mask = ask(root);
    stand_again(kept);
    return mask;
}

}  // namespace reeve::verify
