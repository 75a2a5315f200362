#pragma once
// What can happen to a record, and what is known of one such step.

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "verify/model.hpp"

namespace reeve::verify {

struct Move {
    enum class Kind : std::uint8_t {
        create,     // by the act that creates
        turned,     // the same by somebody who may not: the desk does at once what is to be done `otherwise`
        act,        // by a person: acts[act].by[by]
        linked,     // by an act of another record
        automatic,  // by the desk, at its time
        clock,      // a deed's share or the breach was reached: clocks[clock]
        retry,      // a deed that was refused is tried again
        edit,       // built in: the field, all late ones, or what only approvals are about
        assign,     // built in: who of those who hold it
        tick,       // built in: the step of ticks[], by acts[act].by[by]
        link,       // built in: one more, or one less
        partner,    // a linked record moves on
        put_aside,  // it is no longer owed, and ends in the state `act`
        vote,       // the seats of an approval come to a decision: approvals[approval]
        lapse,      // a vote counts no more: who cast it has gone, or is excluded now
        expire,     // what was asked or agreed is too old
        others,     // another record comes to count under a limit, or ceases to: keyed[limit]
        newcomer,   // no step: somebody new acts in the place of who does no more
        found_out,  // no step: what was sent in a late field is this
    };
    Kind kind = Kind::act;
    Index act = 0;
    Index by = 0;
    Index clock = 0;
    Index approval = 0;
    Index limit = 0;
    Index field = 0;

    static constexpr Index late_fields = ~Index{0}, beside_fields = late_fields - 1;

    [[nodiscard]] bool begins() const { return kind == Kind::create || kind == Kind::turned; }
    [[nodiscard]] bool by_desk() const {
        return kind == Kind::automatic || kind == Kind::clock || kind == Kind::retry ||
               kind == Kind::expire || kind == Kind::found_out;
    }
    bool operator==(const Move&) const = default;
};

[[nodiscard]] std::vector<Move> moves_of(const Model& model);

// Why an act could not be done.
struct Refusal {
    enum class Why : std::uint8_t { none, by, when, need, effect, hand_over, holder, seat } why = Why::none;
    std::uint32_t need = 0;
};

// What was chosen in one step, for telling it and for doing it again with a real record.
struct StepTold {
    std::vector<std::pair<Index, std::uint32_t>> fields;  // what was sent: field, class
    std::vector<Index> opened;                            // late fields in which anything was sent
    std::vector<std::pair<Index, bool>> acting;           // whether the actor has the role
    std::uint32_t actor = 0;
    Index link = 0;
    std::uint32_t link_from = 0, link_to = 0;  // classes
    bool link_adds = false;
    RoundStand decided = RoundStand::none;  // of a vote
    bool deed_refused = false;
    bool others_come = false;
};

}  // namespace reeve::verify
