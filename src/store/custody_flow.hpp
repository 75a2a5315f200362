#pragma once
// Figures of custody: who had the records that began in a period, and how they came and went between them.

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "records/custody_change.hpp"

namespace reeve::store {

// So many records, to which it happened so many times.
struct FlowTimes {
    std::int64_t times = 0, records = 0;
    bool operator==(const FlowTimes&) const = default;
};
struct FlowRepeats {
    std::int64_t total = 0, records = 0;
    std::vector<FlowTimes> counts;  // from one time on
    bool operator==(const FlowRepeats&) const = default;
};
// Who had records, and how they came and went between them.
struct FlowHolder {
    records::Holder holder;
    std::int64_t records = 0, legs = 0, held_s = 0;
    std::optional<std::int64_t> median_s;  // of a leg
    bool operator==(const FlowHolder&) const = default;
};
// Its person included; none: nobody in person. A leg is a stretch in one person's hands.
struct CustodyHolder : FlowHolder {
    std::int64_t waiting_s = 0;
    bool operator==(const CustodyHolder&) const = default;
};
// Records that came back at once to those who had given them away: a had it, then b, then a again. Either of
// the two may have begun.
struct PingPong {
    records::Holder a, b;
    std::int64_t times = 0, records = 0;
    bool operator==(const PingPong&) const = default;
};
struct CustodyReason {
    std::string reason;
    std::int64_t times = 0, records = 0;
    bool operator==(const CustodyReason&) const = default;
};
struct CustodyFlow {
    std::int64_t records = 0;
    std::vector<CustodyHolder> held_by;      // who had records longest first, no more than in reports of flow
    std::int64_t returns = 0, returned = 0;  // how often, and how many records
    std::vector<PingPong> pairs;             // the most frequent first, no more than pairs_most
    FlowRepeats hand_overs;
    std::vector<CustodyReason> reasons;  // the most frequent first
    bool partial = false;
    bool operator==(const CustodyFlow&) const = default;
};
inline constexpr std::size_t pairs_most = 100;

}  // namespace reeve::store
