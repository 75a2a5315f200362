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
    bool partial = false;                  // there are more records, older ones, than are looked at
    Tally before, after;
    std::vector<Turned> newly_breached, no_longer;  // at most so many; all are counted
    std::int64_t newly_breached_total = 0, no_longer_total = 0;
};

// The newest records first, at most 5,000, as she may know them.
[[nodiscard]] BackTest back_test(store::Reader& reader, const World& world, const store::Sight& sight,
                                 const BackTestQuestion& question, Instant now);

}  // namespace reeve::desk
