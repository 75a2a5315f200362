#pragma once
// What is remembered of steps that were tried: what one came to, and how far any came.

#include <cstdint>
#include <vector>

#include "verify/move.hpp"

namespace reeve::verify {

struct Taken {
    bool done = false;
    Refusal refusal;
    std::vector<std::uint32_t> broken;         // rules that a possible outcome breaks
    std::vector<std::uint32_t> surely_broken;  // those of them that every outcome breaks

    // An outcome in which no rule is broken is possible.
    [[nodiscard]] bool sound() const { return surely_broken.empty(); }
};

// Of an act: how far somebody came with it.
struct Tried {
    bool from = false, by = false, when = false, done = false;
    std::vector<bool> needed, met;
    bool all_met = false, handed = false;
};

// Of a clock: whether it ran somewhere, whether one of its stops came there.
struct Ran {
    bool ran = false, stopped = false;
};

// Of a limit: whether a record ever counts, whether one that did ever ceases to or counts under another key;
// and in the last step, whether it surely counts and whether its key may be another.
struct Counted {
    bool ever = false, ceased = false;
    bool now = false, rekeyed = false;
};

// What happens to approvals in one step, a bit for each.
struct RoundsInStep {
    std::uint64_t changed = 0, perhaps_changed = 0;  // what they are about
    std::uint64_t opening = 0, relied = 0;           // by effects; by needs
    std::uint64_t voided = 0, voided_yes = 0;
    bool something_changed = false;
};

}  // namespace reeve::verify
