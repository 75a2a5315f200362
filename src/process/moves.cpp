#include "process/moves.hpp"

#include <algorithm>

#include "process/model.hpp"

namespace reeve::process {

std::optional<Index> target_of(const RecordType& type, const Act& act) {
    if (act.creates_record) return act.to.value_or(type.start);
    if (act.to) return act.to;
    return act.moves_custody() && !act.keeps_state ? type.custody.arrives : std::nullopt;
}

std::vector<Move> moves_of(const RecordType& type) {
    std::vector<Move> moves;
    for (Index act = 0; act < type.acts.size(); ++act) {
        const std::optional<Index> to = target_of(type, type.acts[act]);
        for (const Index from : type.acts[act].from) moves.push_back({act, from, to.value_or(from)});
    }
    return moves;
}

std::vector<Index> around(const RecordType& type, Index state) {
    std::vector<Index> all;
    // A type that is being read may have no states.
    for (std::optional<Index> at = state; at && *at < type.states.size(); at = type.states[*at].parent)
        all.push_back(*at);
    return all;
}

bool is_within(const RecordType& type, Index state, Index whole) {
    const std::vector<Index> all = around(type, state);
    return std::find(all.begin(), all.end(), whole) != all.end();
}

std::vector<Index> leaves_of(const RecordType& type, Index state) {
    std::vector<Index> leaves;
    for (Index one = 0; one < type.states.size(); ++one)
        if (type.states[one].leaf && is_within(type, one, state)) leaves.push_back(one);
    return leaves;
}

Index counted_in(const RecordType& type, const Act& act, Index state) {
    Index counted = state;
    for (const Index whole : around(type, state))
        if (std::find(act.wholes.begin(), act.wholes.end(), whole) != act.wholes.end()) counted = whole;
    return counted;
}

bool begins_round(const RecordType& type, const Act& act) {
    return !act.creates_record && (act.reopens || act.to == type.start);
}

std::vector<const Effect*> effects_of(const RecordType& type) {
    std::vector<const Effect*> all;
    const auto add = [&](const std::vector<Effect>& effects) {
        for (const Effect& effect : effects) all.push_back(&effect);
    };
    for (const Act& act : type.acts) add(act.then);
    for (const State& state : type.states) {
        add(state.enter);
        add(state.exit);
    }
    for (const Edge& edge : type.on) add(edge.then);
    return all;
}

std::vector<Index> starts_of(const RecordType& type) {
    std::vector<Index> starts;
    for (const Act& act : type.acts)
        if (act.creates_record) starts.push_back(act.to.value_or(type.start));
    if (starts.empty()) starts.push_back(type.start);
    return starts;
}

}  // namespace reeve::process
