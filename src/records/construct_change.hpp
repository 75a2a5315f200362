#pragma once
// What constructs of the process language keep on a record besides fields, custody and clocks.

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/json.hpp"

namespace reeve::records {

// From here on it is noted what happens "since" this act, or in this leg or round (semantics section 7); what
// was noted before is forgotten.
struct ScopeBegan {
    std::string act;  // or one of the two below
    bool operator==(const ScopeBegan&) const = default;
};
inline constexpr std::string_view leg_scope = "@leg";
inline constexpr std::string_view round_scope = "@round";
// The record counts in a limit under a key, or no longer does (G8).
struct LimitHeld {
    std::string limit;
    std::string key;
    bool on = true;
    bool operator==(const LimitHeld&) const = default;
};
// A step of a checklist was ticked, or its tick taken back (G13).
struct StepTicked {
    std::string checklist;
    std::string step;
    bool on = true;
    bool operator==(const StepTicked&) const = default;
};
// Somebody worked on the record for so long, on that day; what she says of it lies in the texts under "time".
struct TimeLogged {
    std::int64_t entry = 1;  // counts from 1 on each record
    Id person;
    std::string day;  // "2014-01-20"
    std::int64_t minutes = 0;
    bool operator==(const TimeLogged&) const = default;
};
// That was wrong: the entry counts no longer.
struct TimeStruck {
    std::int64_t entry = 0;
    bool operator==(const TimeStruck&) const = default;
};
// A question tree was walked: the answers in their order, and what came of it (N4, N8).
struct TreeWalked {
    std::string tree;
    Json answers;  // [{"ask": …, "answer": …}]
    Json result;   // the leaf's outputs
    bool operator==(const TreeWalked&) const = default;
};
// What this record owes over a link was worked out: the keys of it; an empty list is an answer too.
struct Derived {
    std::string link;
    std::vector<std::string> keys;
    bool operator==(const Derived&) const = default;
};
// A notice went out to these people.
struct Noticed {
    std::string notice;
    std::vector<Id> people;
    bool operator==(const Noticed&) const = default;
};
// The record went over to another version of its process.
struct Moved {
    std::int64_t version = 0;
    std::int64_t from = 0;
    bool operator==(const Moved&) const = default;
};

}  // namespace reeve::records
