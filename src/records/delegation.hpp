#pragma once
// Who votes in another's place for a time.

#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::records {

class Directory;
struct Person;

// As the person's entry says it: from the one instant up to, and without, the other.
struct Delegation {
    Id person;     // who votes in her place
    Instant from;  // the epoch where it holds since it was said
    Instant until = Instant::never();
    [[nodiscard]] bool holds(Instant at) const { return from <= at && at < until; }
    [[nodiscard]] bool meets(const Delegation& other) const {
        return from < other.until && other.from < until;
    }
    bool operator==(const Delegation&) const = default;
};

// The active people in whose place this person votes at that instant, in the directory's order: those who
// named her themselves. Whom they stand in for is not handed on.
[[nodiscard]] std::vector<const Person*> principals_of(const Directory& directory, Id person, Instant at);

}  // namespace reeve::records
