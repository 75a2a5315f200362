#pragma once
// Whom a question to the store is asked for.

#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"

namespace reeve::store {

// What a person may know, computed from her memberships.
struct Sight {
    Id person;                       // records she reported, logged or watches, in any process
    std::vector<std::string> whole;  // processes that she sees wholly
    struct Part {
        std::string process;
        Id organisation;  // a party to the record
    };
    std::vector<Part> parts;
    std::vector<std::string> internal;  // processes whose internal entries she reads
    // Words that are true of her, by process (records/clock_audience.hpp): a clock that is kept for others
    // does not count in when a record is due.
    std::vector<std::pair<std::string, std::string>> audiences;
    bool all_clocks = false;  // she sees every clock
    bool everything = false;  // only for the desk itself (replay, tests)
};

}  // namespace reeve::store
