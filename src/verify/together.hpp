#pragma once
// Several real records that wait for each other: made and linked on one desk in memory.

#include <optional>
#include <string>
#include <vector>

#include "verify/replay.hpp"
#include "verify/ring.hpp"

namespace reeve::verify {

class Together {
public:
    explicit Together(const Ring& ring);

    // Each goes its own way alone, then each is linked to the next.
    [[nodiscard]] bool link_all(const Position& position);
    // The second is made by the first, then both go that way.
    [[nodiscard]] bool make_and_go(const Position& begin, const std::vector<RingStep>& way);
    // No act of whoever has one of them leads out of what is open: each is refused for what it needs.
    [[nodiscard]] bool wait();

    // Where they stand.
    [[nodiscard]] Position position() const;
    [[nodiscard]] std::vector<Done> take() { return std::move(done_); }

private:
    const Ring& ring_;
    std::optional<Trial> trial_;
    std::vector<Id> records_;
    std::vector<Done> done_;

    [[nodiscard]] const Exploration& found(std::size_t i) const { return ring_.of()[i]->found(); }
    [[nodiscard]] const records::Record& record(std::size_t i) const { return trial_->all().at(records_[i]); }
    bool replay_of(std::size_t i, std::vector<Step> steps);
    [[nodiscard]] bool make(const Position& begin, const process::Act& act, Index from);
    [[nodiscard]] bool make_at_once(StateIndex at);
    [[nodiscard]] bool has_made();
    [[nodiscard]] bool stand_as(const Position& position) const;
    [[nodiscard]] bool go(const RingStep& step);
    [[nodiscard]] bool go_by_any(const RingStep& step, const process::Act& act);
    [[nodiscard]] bool go_by(const RingStep& step, const process::Act& act, Index role, bool filled);
    [[nodiscard]] records::Command act_by(std::size_t i, const process::Act& act, Index role);
    [[nodiscard]] Index holder_of(std::size_t i) const;
    void note(std::size_t i, Index role, records::Command command);
};

}  // namespace reeve::verify
