#pragma once
// What a state remembers of a record's past: a number for each thing that some expression asks.

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "process/expression.hpp"
#include "process/index.hpp"
#include "verify/vector.hpp"

namespace reeve::verify {

using process::Index;

// A question about a part of the past: this leg, this round, since an act; of `last` also of the whole.
struct PartOfPast {
    process::Function scope = process::Function::done;  // the first question of its scope
    Index since = 0;                                    // the act, of `since`
    process::Function asked = process::Function::done;  // as it is called of the whole life
    Index what = 0;                                     // act, state or field
    std::string value;                                  // of `was`
    std::vector<DimensionIndex> at;                     // one; of `by` one for each token
};

// A number for each thing of the past that some expression asks.
struct Monitors {
    std::map<Index, DimensionIndex> done, times, leg_done, leg_times;  // by act
    std::map<Index, DimensionIndex> ever;                              // by state
    std::map<std::pair<Index, std::string>, DimensionIndex> was;       // by field and value
    std::map<Index, std::vector<DimensionIndex>> by;                   // by act: of each token
    std::map<Index, DimensionIndex> derived;  // by link: whether it was worked out what is owed over it
    std::optional<DimensionIndex> leg_cause, leg_number, round;
    std::vector<PartOfPast> parts;

    // What some expression asks whether the field ever had.
    [[nodiscard]] std::vector<std::string> values_of(Index field) const;
    // Null where nothing asks for it.
    [[nodiscard]] const PartOfPast* part(process::Function scope, Index since, process::Function asked,
                                         Index what, std::string_view value) const;
};

}  // namespace reeve::verify
