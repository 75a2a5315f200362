#pragma once
// Every way of a move.

#include <cstdint>
#include <optional>

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

// The first way of it, of so many, that leads where it should; none where a step asks for what was left open.
template <class Leads>
std::optional<std::uint32_t> way_that(Stepper& stepper, const Move& move, const Vector& from,
                                      std::uint32_t most, const Leads& leads) {
    std::optional<std::uint32_t> found;
    std::uint32_t way = 0;
    static_cast<void>(any_way(stepper, move, from, [&](const Taken& taken, const Vector& next) {
        if (stepper.wanted() != nullptr) return true;
        if (leads(taken, next, way)) found = way;
        return found.has_value() || ++way >= most;
    }));
    return found;
}

}  // namespace reeve::verify
