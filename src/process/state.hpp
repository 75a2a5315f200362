#pragma once
// Where a record stands: what has been done, not who has it.

#include <optional>
#include <string>
#include <vector>

#include "process/act.hpp"
#include "process/field.hpp"
#include "process/index.hpp"
#include "process/words.hpp"

namespace reeve::process {

struct State {
    std::string name;
    Words title;
    bool open = false;
    bool end = false;
    Waiting waiting = Waiting::none;
    std::optional<Index> parent;  // of a state within another; only leaves are ever entered
    bool leaf = true;
    std::string outcome;        // of the type's `outcomes`: what other processes may know of it
    std::vector<Effect> enter;  // effects of entering it, outer to inner
    std::vector<Effect> exit;   // of leaving it, inner to outer
};

}  // namespace reeve::process
