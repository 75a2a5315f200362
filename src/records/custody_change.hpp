#pragma once
// Who has a record, and how an event changes that.

#include <cstdint>
#include <string>

#include "base/id.hpp"
#include "base/json.hpp"

namespace reeve::records {

// Who has a record: a role, and where it matters an organisation, a team, a person (ids may be empty).
struct Holder {
    std::string role;
    Id organisation;
    Id team;
    Id person;
    bool operator==(const Holder&) const = default;
    // The same but for the person: an assignment, not a hand-over.
    [[nodiscard]] bool same_custody(const Holder& other) const;
};

[[nodiscard]] Json encode(const Holder& holder);

// A new leg: the former one (if any) closes at the event's occurred_at.
struct LegOpened {
    std::int64_t leg = 1;
    Holder holder;
    std::string cause;        // "logged", "act", "breach", "import"
    std::string reason = {};  // of the process's coded reasons; empty when none was given
    bool operator==(const LegOpened&) const = default;
};
// The last leg closes without a next: an end state was entered.
struct LegClosed {
    std::int64_t leg = 0;
    bool operator==(const LegClosed&) const = default;
};
struct Assigned {
    Id person;  // empty: nobody
    bool operator==(const Assigned&) const = default;
};

}  // namespace reeve::records
