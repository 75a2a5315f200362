#pragma once
// What another version of a process changes, in words (requirements: what a person must know before it is
// put to work).

#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"

namespace reeve::process {

struct Difference {
    enum class Kind { added, removed, changed } kind = Kind::changed;
    std::string sentence;             // "Act 'resolve' of incident: who may do it: group is new."
    std::string type;                 // the record type that it concerns; empty: the whole process
    std::vector<std::string> states;  // records in these states are concerned; empty: in any
    std::string clock;                // and only those on which this clock counts; empty: any
};

// First what is called otherwise, then the rest in the order of the later process; what is gone stands behind
// what is there. Texts are compared in the language, and behind the rest in the others.
[[nodiscard]] std::vector<Difference> differences(const Process& before, const Process& after,
                                                  std::string_view language);

// Whether an open record of this type, in this state, on which these clocks count, is concerned.
[[nodiscard]] bool concerns(const Difference& difference, std::string_view type, std::string_view state,
                            std::span<const std::string_view> clocks);

}  // namespace reeve::process
