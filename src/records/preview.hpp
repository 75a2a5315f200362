#pragma once
// What logging would give, before it is logged: computed by the same steps, as far as what is known goes.

#include <vector>

#include "records/command.hpp"
#include "records/decide.hpp"

namespace reeve::records {

struct Preview {
    Record record;             // as it would begin; without what cannot be told yet, and without a number
    std::vector<Unmet> unmet;  // all that logging still lacks
};

// `command` is one that logs. Refusals as of logging, but for what is missing. Nothing is drawn from the
// supply that would be missed.
[[nodiscard]] Outcome<Preview> preview(Situation& situation, const Command& command);

}  // namespace reeve::records
