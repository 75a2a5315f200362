#pragma once
// How long people worked on records, in a period: what reports of hours count.

#include <cstdint>
#include <string>
#include <vector>

#include "base/id.hpp"

namespace reeve::store {

struct HoursQuestion {
    std::string process;
    std::string type;      // empty = any
    std::string from, to;  // days in [from, to), "2014-01-20"; empty = open
};

// Of one person on one record.
struct HoursRow {
    Id person;
    std::string number;  // of the record
    Id organisation;     // to which the record belongs; may be empty
    std::int64_t minutes = 0, entries = 0;
    bool operator==(const HoursRow&) const = default;
};
struct Hours {
    std::vector<HoursRow> rows;  // by person, then as the records began; no more than hours_most
    std::int64_t minutes = 0;    // of all that was looked at
    bool partial = false;        // there were more rows, or days before those that were looked at
    bool operator==(const Hours&) const = default;
};
inline constexpr std::size_t hours_most = 5000;

}  // namespace reeve::store
