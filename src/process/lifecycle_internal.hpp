#pragma once
// The states of a record type and the steps between them, as far as the file says.

#include <vector>

#include "process/model.hpp"

namespace reeve::process {

struct Defining;
struct TypeSource;

struct Lifecycle {
    struct Step {
        Index act = 0;
        Index from = 0;
        Index to = 0;  // the same, for an act that stays
    };
    std::vector<Step> steps;      // of every act but the one that creates
    std::vector<bool> reachable;  // by state
};

[[nodiscard]] Lifecycle lifecycle_of(const RecordType& type, const TypeSource& source);
// Marks what a `for_each` of any type reaches: it leaves what is `superfluous` there.
void reach_superfluous(const Defining& in, Lifecycle& lifecycle);

}  // namespace reeve::process
