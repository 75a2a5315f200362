#pragma once
// Where records end that are no longer owed: another type's `for_each` made them, and puts them there.

#include <vector>

#include "process/index.hpp"

namespace reeve::process {

struct Process;
struct RecordType;

struct PutAside {
    Index to = 0;
    std::vector<Index> from;  // the states out of which it takes one: those that are open
    std::vector<Index> by;    // the types that made it
};

// By the state in which they end.
[[nodiscard]] std::vector<PutAside> put_aside_in(const Process& process, const RecordType& type);

}  // namespace reeve::process
