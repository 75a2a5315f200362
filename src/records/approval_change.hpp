#pragma once
// How people agree: rounds with seats and votes that bind to what was put before them (semantics section 5).

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "base/id.hpp"
#include "base/instant.hpp"

namespace reeve::records {

// Who must be heard: a role, at an organisation where the process says so (else empty).
struct ApprovalSeat {
    std::string role;
    Id organisation;
    bool operator==(const ApprovalSeat&) const = default;
};

// A subject was put before the seats.
struct RoundOpened {
    std::string approval;
    std::int64_t round = 1;  // of this approval on this record
    std::string digest;      // of the subject: SHA-256, hexadecimal
    std::vector<ApprovalSeat> seats;
    std::int64_t quorum = 0;  // so many must say yes; 0 = every seat must have been heard, none may say no
    std::optional<Instant> expires;
    bool operator==(const RoundOpened&) const = default;
};
// Somebody voted for a seat; a later vote for the same seat takes its place.
struct Voted {
    std::string approval;
    std::int64_t round = 1;
    std::int64_t seat = 0;  // its place among the round's seats
    Id person;
    std::string vote;       // "yes", "no", "abstain"
    std::string text_path;  // of the reason among the event's texts; empty when none was given
    bool operator==(const Voted&) const = default;
};
// The vote no longer counts: the voter is excluded now, or has not the seat's role any more.
struct VoteVoided {
    std::string approval;
    std::int64_t round = 1;
    std::int64_t seat = 0;
    bool operator==(const VoteVoided&) const = default;
};
struct RoundDecided {
    std::string approval;
    std::int64_t round = 1;
    std::string outcome;  // "yes", "no"; "open" where a vote on which it rested is void
    bool operator==(const RoundDecided&) const = default;
};
// The round counts no more, whatever its outcome; its votes stay readable.
struct RoundVoided {
    std::string approval;
    std::int64_t round = 1;
    std::string cause;  // "changed", "expired", "moved", "ended"
    bool operator==(const RoundVoided&) const = default;
};
// An act was done that rests on the outcome: from here on it is history, whatever changes.
struct RoundUsed {
    std::string approval;
    std::int64_t round = 1;
    std::string act;
    bool operator==(const RoundUsed&) const = default;
};

}  // namespace reeve::records
