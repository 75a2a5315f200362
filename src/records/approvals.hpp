#pragma once
// A record's approvals as people are shown them.

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "records/decide.hpp"

namespace reeve::records {

struct SeatView {
    ApprovalSeat seat;
    std::string title;         // "Network team (Central hospital)"
    std::optional<Vote> vote;  // as cast last for it, where one was
    bool counts = false;       // that vote
};

struct ApprovalView {
    const process::Approval* approval = nullptr;
    std::optional<Round> round;   // the last one; nothing while nobody was asked
    std::string standing;         // "none", "open", "yes", "no", "void"
    std::vector<SeatView> seats;  // of the round, else as the process names them
    bool may_vote = false;
    std::string seat;        // the role for which she would vote; empty when she may not
    std::string why_not;     // a sentence; empty when she may
    std::vector<Id> places;  // of whom she may vote in the place, now
};

// Every approval of the record's type, in the file's order. Points into the situation's process.
[[nodiscard]] std::vector<ApprovalView> approvals_of(const Situation& situation, Id person,
                                                     std::string_view language);

}  // namespace reeve::records
