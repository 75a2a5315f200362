#include "process/moves.hpp"

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

std::vector<Index> starts_of(const RecordType& type) {
    std::vector<Index> starts;
    for (const Act& act : type.acts)
        if (act.creates_record) starts.push_back(act.to.value_or(type.start));
    if (starts.empty()) starts.push_back(type.start);
    return starts;
}

}  // namespace reeve::process
