#pragma once
// Questions about the graph of what was explored.

#include <vector>

#include "verify/explore.hpp"

namespace reeve::verify {

// Of every state: whether some state that is not open can be reached from it, without relying on whom a state
// waits for.
[[nodiscard]] std::vector<bool> ways_out(const Exploration& exploration);

// Adds to these states all that can follow from them.
void follow(const Exploration& exploration, std::vector<bool>& states);

// A state to which the desk alone comes back, again and again; no_state where there is none.
[[nodiscard]] StateIndex circle_of_the_desk(const Exploration& exploration);

}  // namespace reeve::verify
