#pragma once
// Who in person had a record within a leg (semantics section 1: a sub-leg is an assignment within a leg).

#include <optional>
#include <vector>

#include "records/record_parts.hpp"

namespace reeve::records {

struct SubLeg {
    Id person;  // empty: nobody in person
    Instant from;
    std::optional<Instant> to;  // open while absent: [from, to)
};

// They partition the leg; none lasts no time but the last.
[[nodiscard]] std::vector<SubLeg> sub_legs(const Leg& leg);

}  // namespace reeve::records
