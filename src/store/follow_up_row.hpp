#pragma once
// A second look that the desk is to take, as it is kept until it is taken.

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/decide.hpp"

namespace reeve::store {

struct FollowUpRow {
    Id id;
    records::FollowUp follow_up;
    Instant at;  // of its cause
    int failures = 0;
};

// Which records a follow-up without a target is to: of which a clock runs, a round is open, or that are due.
enum class Reached : std::uint8_t { clocks, rounds, dues };
struct ReachedOf {
    Reached reached = Reached::clocks;
    std::string process;             // whose records alone; empty = of all
    std::vector<std::string> types;  // and of these types alone; empty = of all
};

}  // namespace reeve::store
