#pragma once
// A record goes to another version of its process, shown before it is done (semantics section 10).

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "records/decide.hpp"

namespace reeve::records {

struct MovePreview {
    Record after;                   // as it would be, as far as that can be told where something is unmet
    std::vector<std::string> lost;  // fields whose values have no place there
    std::vector<Unmet> unmet;       // all that refuses the move
    std::map<std::string, std::string, std::less<>>
        acts;  // of its type, where they are called otherwise there
    const process::Process* to = nullptr;
};

// `command` is one that moves. Refusals as of moving, but for what is unmet once the version is known.
// Nothing is drawn from the supply that would be missed.
[[nodiscard]] Outcome<MovePreview> preview_move(Situation& situation, const Command& command);

// The way into the decision; `type` is the record's as its own version has it.
[[nodiscard]] Outcome<Plan> decide_move(Situation& situation, const Command& command,
                                        const process::RecordType& type);

}  // namespace reeve::records
