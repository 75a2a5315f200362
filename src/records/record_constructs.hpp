#pragma once
// What a record keeps of approvals and other constructs of its process.

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/approval_change.hpp"
#include "records/construct_change.hpp"
#include "records/record_parts.hpp"

namespace reeve::records {

// A vote as it was cast last for its seat.
struct Vote {
    std::int64_t seat = 0;
    Id person;
    std::string vote;  // "yes", "no", "abstain"
    Instant at;
    std::string reason;        // a text; empty when none was given or it was erased
    std::int64_t version = 0;  // of the event it came with
    bool voided = false;
    Id principal;  // in whose place it was cast; empty: the voter's own
    // Whose membership it rests on, and whether it counts as hers.
    [[nodiscard]] Id member() const { return principal.empty() ? person : principal; }
    [[nodiscard]] bool is_of(Id one) const {
        return person == one || (!principal.empty() && principal == one);
    }
    bool operator==(const Vote&) const = default;
};

// One round of an approval: what was put before whom, and what they said.
struct Round {
    RoundOpened opened;
    Instant since;
    std::vector<Vote> votes;          // in the order of the seats' first votes
    std::string outcome = "open";     // "open", "yes", "no", "void"
    std::optional<Instant> decided;   // since when it is no longer open
    std::string cause;                // of void
    std::string used;                 // the first act that rests on it; empty: none does yet
    std::vector<std::int64_t> empty;  // seats that nobody filled at one time: that was told once
    // It can still change: it is open, or decided and nothing rests on it.
    [[nodiscard]] bool live() const { return outcome != "void" && used.empty(); }
    bool operator==(const Round&) const = default;
};

// What happened since an act was done last, or in this leg or round: what `acts`, `states_ever` and
// `values_ever` are to the whole life. It begins with the state and the values that were there.
struct Scope {
    std::map<std::string, ActCount, std::less<>> acts;
    std::set<std::string, std::less<>> states;
    std::map<std::string, std::set<std::string, std::less<>>, std::less<>> values;
    bool operator==(const Scope&) const = default;
};

struct Tick {
    std::string checklist, step;
    Id by;
    Instant at;
    bool operator==(const Tick&) const = default;
};

// So long somebody worked on the record, on a day.
struct TimeEntry {
    std::int64_t entry = 1;
    Id person;
    std::string day;  // "2014-01-20"
    std::int64_t minutes = 0;
    std::string text;                   // empty when nothing was said, or it was erased
    Instant at;                         // when it was logged
    std::int64_t version = 0;           // of the event it came with
    std::set<std::string> just_done{};  // acts that were done before it at that very instant
    std::optional<Instant> struck{};    // since when it counts no longer
    Id struck_by{};
    bool operator==(const TimeEntry&) const = default;
};

}  // namespace reeve::records
