#pragma once
// How people agree before an act may be done: who is heard, on what, by which rule (semantics section 5).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "process/index.hpp"
#include "process/span.hpp"
#include "process/words.hpp"

namespace reeve::process {

// A role that is heard; with a field at the organisation in that field, else anywhere.
struct Seat {
    Index role = 0;
    std::optional<Index> at;  // an organisation field
};

// Whoever this is may not take part (separation of duties: persons are compared).
struct Exclusion {
    enum class Kind : std::uint8_t { assignee, reporter, logger, act /* whoever did it, ever */ };
    Kind kind = Kind::assignee;
    Index act = 0;
};

// What is put before the seats: a change of it voids the round.
struct Subject {
    bool title = true, description = true, attachments = true;
    std::vector<Index> fields;
    std::vector<Index> links;
};

struct Approval {
    std::string name;
    Words title;
    std::vector<Seat> seats;
    std::size_t quorum = 0;  // so many yes decide; 0: every seat is heard, one no decides
    Subject covers;
    std::vector<Exclusion> exclude;
    std::optional<Index> after;  // another approval: opens when that is yes on the same subject
    std::optional<Span> expires;
    std::vector<Index> opens;  // states whose entering opens a round
    enum class Reasons : std::uint8_t { for_no, always, never } reasons = Reasons::for_no;
    int line = 0;
};

}  // namespace reeve::process
