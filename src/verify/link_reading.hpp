#pragma once
// What the expressions and clocks of a type ask about the records that are linked to its own.

#include <cstdint>
#include <set>
#include <string>

#include "process/model.hpp"

namespace reeve::verify {

struct LinkReading {
    bool at_all = false;
    bool states = false;           // in which state they are, not only whether they are open
    bool outcomes = false;         // which outcome their states mean
    std::set<std::string> others;  // fields that they share
    std::uint32_t count = 1;       // up to how many are told apart
};

// `link`: one of its own, or an inverse.
[[nodiscard]] LinkReading reading_of(const process::RecordType& type, const process::Link& link);

}  // namespace reeve::verify
