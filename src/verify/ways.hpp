#pragma once
// Every way of a move.

#include "verify/step.hpp"

namespace reeve::verify {

// Takes the move from that state in each of its ways and looks at what came of it, until `look` says true.
// Whether it did.
template <class Look>
bool any_way(Stepper& stepper, const Move& move, const Vector& from, const Look& look) {
    Choices choices;
    choices.begin();
    Taken taken;
    do {
        Vector next = from;
        stepper.take(move, choices, next, taken);
        if (look(taken, next)) return true;
    } while (choices.next());
    return false;
}

}  // namespace reeve::verify
