// What is known of a type before it is explored: from which state to which its records go.
#include <algorithm>

#include "process/moves.hpp"
#include "verify/model.hpp"

namespace reeve::verify {

std::vector<Index> put_aside_in(const process::Process& process, const process::RecordType& of) {
    std::vector<Index> states;
    for (const process::RecordType& type : process.types)
        for (const process::Effect* effect : process::effects_of(type)) {
            if (!effect->for_each || !effect->for_each->superfluous) continue;
            if (&process.types[effect->for_each->create.type] != &of) continue;
            if (std::find(states.begin(), states.end(), *effect->for_each->superfluous) == states.end())
                states.push_back(*effect->for_each->superfluous);
        }
    return states;
}

Outcomes outcomes_of(const process::Process& process) {
    Outcomes outcomes;
    for (const process::RecordType& type : process.types) {
        auto& of_type = outcomes.emplace_back();
        for (const process::Move& move : process::moves_of(type)) of_type.emplace_back(move.from, move.to);
        for (const Index aside : put_aside_in(process, type))
            for (Index state = 0; state < type.states.size(); ++state)
                if (type.states[state].open) of_type.emplace_back(state, aside);
    }
    return outcomes;
}

}  // namespace reeve::verify
