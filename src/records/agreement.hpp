#pragma once
// What is agreed about a service: how long things may take, in whose time, for whom and by whom. An entry of
// the directory; clocks of a process rest on it (decision 0011).

#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"
#include "process/clock.hpp"

namespace reeve::records {

// One row: the limit of a clock for records of which all of `when` holds. The first row that fits holds.
struct AgreementTarget {
    std::string clock;
    // By field, or "holder" for the holder's role, the value as a record has it: a choice's or role's name,
    // "true" or "false", an id as hexadecimal.
    std::map<std::string, std::string, std::less<>> when;
    std::string limit;      // as written, with its unit: "4h", "1wd", "30m"
    std::vector<int> warn;  // shares in percent, ascending; empty: those of the process
    bool operator==(const AgreementTarget&) const = default;
};

// That the parties agreed: by whom it was said, and when.
struct Accord {
    Id by;
    Instant at;
    std::string reference;  // of the paper, where there is one
    bool operator==(const Accord&) const = default;
};

struct Agreement {
    Id id;
    std::int64_t version = 0;
    std::string name, title;
    process::AgreementKind kind = process::AgreementKind::sla;
    std::string process;
    Id provider, customer;  // organisations; empty: any
    std::string service;    // the value of a record's field `service`; empty: any
    Id calendar;            // in which its targets count
    std::string from;       // the first day on which it holds, in the calendar's zone: "2014-01-01"
    std::string until;      // the last day; empty: until further notice
    std::vector<AgreementTarget> targets;
    std::optional<Accord> agreed;  // none: proposed only, and no clock rests on it
    Instant entered;               // of this version: when, and by whom
    Id entered_by;
    bool operator==(const Agreement&) const = default;

    [[nodiscard]] bool has_target(std::string_view clock) const;
};

}  // namespace reeve::records
