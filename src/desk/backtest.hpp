#pragma once
// A change to a calendar or an agreement, tried on the records of a while.

#include <cstdint>
#include <string>
#include <vector>

#include "desk/world.hpp"
#include "records/backtest.hpp"
#include "store/query.hpp"

namespace reeve::desk {

struct BackTestQuestion {
    std::string process;
    Instant from, to;  // when the records were made
    records::Supposition what;
    std::string position;  // where an earlier answer ended; empty: from the newest
};

// Of one answer: an agreement is tried on whole records, a calendar on what of their clocks lies side by
// side.
struct BackTestLimits {
    std::int64_t whole_records = 5000, records = 50'000;
};

struct BackTest {
    struct Tally {
        std::int64_t met = 0, breached = 0;
    };
    // A clock that would have come to something else.
    struct Turned {
        std::string number, title, clock;
        std::optional<Instant> due_before, due_after;
        Duration elapsed, limit;  // as it would have been
    };
    std::int64_t records = 0, clocks = 0;  // looked at; touched
    std::int64_t untold = 0;      // records of which not all is told: events do not say it (begun.hpp)
    bool partial = false;         // there are more records, older ones, than are looked at
    std::string next;             // the position to go on from then
    bool wrong_position = false;  // what was given as `position` is none: nothing was looked at
    Tally before, after;
    std::vector<Turned> newly_breached, no_longer;  // of the newest that she may know; all are counted
    std::int64_t newly_breached_total = 0, no_longer_total = 0;
};

// The newest records first, all that `sight` tells of: of their clocks those that she may see, in another
// calendar those that she may see of every record. Records are named only where she may know them herself.
[[nodiscard]] BackTest back_test(store::Reader& reader, const World& world, const records::Person& person,
                                 const store::Sight& sight, const BackTestQuestion& question, Instant now,
                                 BackTestLimits limits = {});

}  // namespace reeve::desk
