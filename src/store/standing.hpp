#pragma once
// Where things stand: open records counted by what people ask about, in one bounded pass.

#include <cstdint>
#include <string>
#include <vector>

#include "base/instant.hpp"

namespace reeve::store {

// One figure of a group: so many open records, so many of them late.
struct StandingRow {
    std::string process;    // empty where the value is of no process
    std::string value;      // a name of the process, or an id as text; empty for nobody
    std::int64_t rank = 0;  // of a priority
    std::int64_t count = 0, late = 0;
    bool operator==(const StandingRow&) const = default;
};

// Rows by process, then rank, then value.
struct Standing {
    std::int64_t open = 0, late = 0, unassigned = 0;
    std::vector<StandingRow> states, priorities, holders, organisations, assignees;
    std::vector<std::int64_t> logged;    // of each day since `from`
    std::vector<std::int64_t> resolved;  // likewise, as far as they have not come back
    bool partial = false;                // it would have cost too much to look at all of them
    bool operator==(const Standing&) const = default;
};

struct StandingQuestion {
    std::string process;  // empty = all
    Instant now;          // late: due at or before
    Instant from;         // the first day's beginning
    std::size_t days = 14;
};

}  // namespace reeve::store
