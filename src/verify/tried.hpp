#pragma once
// What is remembered of steps that were tried: what one came to, and how far any came.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

#include "verify/move.hpp"
#include "verify/vector.hpp"

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
    bool unheard = false;  // for a seat of an organisation that the record does not name
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

// All that was tried of a model.
class AllTried {
public:
    // Of every act, of every clock, of every limit.
    [[nodiscard]] const std::vector<Tried>& tried() const { return tried_; }
    [[nodiscard]] const std::vector<Ran>& ran() const { return ran_; }
    [[nodiscard]] const std::vector<Counted>& counted() const { return counted_; }
    // Of every approval: whether anything ever put a record before its seats.
    [[nodiscard]] bool asked(Index approval) const { return (asked_ & (std::uint64_t{1} << approval)) != 0; }

protected:
    std::vector<Tried> tried_;
    std::vector<Ran> ran_;
    std::vector<Counted> counted_;
    std::uint64_t asked_ = 0;
};

// Where a step put its clocks aside.
struct Aside {
    std::uint32_t times = 0;
    std::uint32_t clocks = 0;         // their courses together
    std::size_t choices = 0;          // were made by then
    std::optional<Vector> written{};  // in the step, while a clock's course is learnt
};

// What happens to approvals in one step, a bit for each.
struct RoundsInStep {
    std::uint64_t changed = 0, perhaps_changed = 0;  // what they are about
    std::uint64_t opening = 0, relied = 0;           // by effects; by needs
    std::uint64_t voided = 0, voided_yes = 0;
    bool something_changed = false;
};

}  // namespace reeve::verify
