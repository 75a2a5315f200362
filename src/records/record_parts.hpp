#pragma once
// What a record consists of besides its values.

#include <cstdint>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "records/change.hpp"

namespace reeve::records {

struct Leg {
    std::int64_t number = 1;
    Holder holder;  // the person as last assigned
    Instant from;
    std::optional<Instant> to;  // open while absent: [from, to)
    std::string cause;
    std::vector<std::pair<Instant, Id>> assigned;  // sub-legs: who had it since when
    std::string reason;                            // coded; empty: none was given
    std::string act;                               // that brought it here; empty: none did, or not known
    Id by;                                         // who did that; empty: the desk, or not known
    bool operator==(const Leg&) const = default;
};

// A stretch of a clock's life, for the explanation: running from..to, or paused, and why.
struct ClockSpan {
    Instant from;
    std::optional<Instant> to;
    bool running = true;
    std::string cause;
    // In which it was counted where that is no longer the clock's; empty: in the clock's own.
    std::string calendar;
    std::int64_t calendar_version = 0;
    bool operator==(const ClockSpan&) const = default;
};

// A limit that a clock had until another took its place.
struct FormerLimit {
    Instant until;
    Duration limit;
    std::string said = {};  // as ClockSet::limit_said
    bool operator==(const FormerLimit&) const = default;
};

struct ClockInstance {
    ClockSet now;                            // as it stands
    std::vector<ClockSpan> spans;            // its life so far, in order
    std::vector<FormerLimit> former_limits;  // in order
    // Before this instant it could not run out: it was not known until then that it had been running so long.
    std::optional<Instant> known_from;
    bool operator==(const ClockInstance&) const = default;
};

struct ArmedTimer {
    std::string act;
    Instant due;
    int ordinal = 0;
    bool opens = false;  // the act is possible from then on; nobody does it because of that
    bool operator==(const ArmedTimer&) const = default;
};

// A deed of the desk that was refused and is still waited for.
struct RefusedDeed {
    DeedRefused deed;  // as last refused
    Instant at;        // when it was refused first
    bool operator==(const RefusedDeed&) const = default;
};

struct LinkEnd {
    std::string link;
    Id record;
    std::string number, type, kind, state;
    bool open = false;
    std::int64_t seen_version = 0;
    std::string outcome = {};  // of its process's declared outcomes
    std::string key = {};      // of what is owed over the link; empty: a person made it
    Json shared = {};          // fields that its type shares, as they were when last looked at
    bool operator==(const LinkEnd&) const = default;
};

struct Attachment {
    Id id;
    std::string name;
    std::string media_type;
    std::int64_t size = 0;
    std::string sha256;
    std::string audience;
    Instant added;
    std::string kind = {};  // of the kinds that its type knows; empty: none
    bool operator==(const Attachment&) const = default;
};

// What rules may ask of the past, O(1) (semantics section 7).
struct ActCount {
    std::int64_t times = 0;
    std::int64_t in_leg = 0;  // in the present leg
    std::set<Id> by;          // persons
    Instant last;
    Id last_by = {};  // empty: the desk
    bool operator==(const ActCount&) const = default;
};

// One stay in a state: from its entering until that of the next one.
struct Stay {
    std::string state;
    Instant from;
    Id by;            // the person who brought it there; empty: the desk, or it is not known
    std::string act;  // empty: it was imported so
    bool open = false;
    std::string called = {};  // by the version to which it was moved since; empty: as it was called then
    bool operator==(const Stay&) const = default;
};

// Where an imported record comes from. Until it is adopted, the desk does nothing with it by itself.
struct Origin {
    std::string source;  // the other desk, as the import names it
    std::string key;     // the record there
    bool adopted = false;
    bool operator==(const Origin&) const = default;
};

}  // namespace reeve::records
