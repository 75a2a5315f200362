#pragma once
// What happened to records after a place in the journal, as far as somebody may know it.

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "records/change.hpp"

namespace reeve::store {

struct Happened {
    Id record;
    std::string number, process;
    std::int64_t version = 0;  // of the record as it stands
    bool gone = false;         // she may know it no longer: then `changes` is empty
    records::Changes changes;  // of the entries since then that she may read
};

struct Since {
    std::vector<Happened> records;  // each once, in the order in which it was first touched
    std::int64_t until = 0;         // up to this seq nothing is left out
    bool more = false;              // the journal goes on after `until`
};

// How much of the journal one question looks at.
struct SinceLimits {
    std::size_t records = 0;
    std::size_t events = 0;
};

}  // namespace reeve::store
