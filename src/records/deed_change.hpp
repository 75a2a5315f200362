#pragma once
// What the desk was to do by itself and could not: it is tried again until it is done or has no cause any
// more.

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace reeve::records {

// The desk's act was refused, or is refused now for other reasons than before.
struct DeedRefused {
    std::string act;
    std::string clock;     // that caused it; empty: the act comes by itself
    std::int64_t leg = 0;  // of that clock
    Instant due;           // when it was to be done
    std::vector<std::string>
        unmet;  // what was missing: names of needs and rules, "when", "from", "hand_over" …
    std::optional<Instant> possible = {};  // not before then: it is tried again at that instant
    bool operator==(const DeedRefused&) const = default;
};
// It is no longer waited for: done at last, or its clock or state came to an end.
struct DeedSettled {
    std::string act;
    std::string clock;
    std::int64_t leg = 0;
    bool done = false;
    bool operator==(const DeedSettled&) const = default;
};

// Whether both speak of one deed: the act, and the clock that caused it.
template <class One, class Other>
[[nodiscard]] bool same_deed(const One& one, const Other& other) {
    return one.act == other.act && one.clock == other.clock && one.leg == other.leg;
}

}  // namespace reeve::records
