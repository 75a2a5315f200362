#pragma once
// One record of each of a few types, each linked to the next: where they can stand together.

#include <optional>
#include <set>
#include <utility>
#include <vector>

#include "verify/explore.hpp"

namespace reeve::verify {

// What is seen of a type where exactly one record is linked by one link: its own state, and the class of that
// record.
class Projection {
public:
    Projection(const Exploration& found, const LinkModel& link);

    [[nodiscard]] const process::RecordType& type() const { return *found_.model->type; }
    [[nodiscard]] const Exploration& found() const { return found_; }
    [[nodiscard]] const LinkModel& link() const { return link_; }
    // The states to which a record can go from there while the other stays.
    [[nodiscard]] std::set<Index> moves(Index state, Index other) const;
    // The same where the other one goes along: to one of those states.
    [[nodiscard]] std::set<std::pair<Index, Index>> moves_together(Index state, Index other) const;
    // The first one of that state to which nothing is linked; no_state where there is none.
    [[nodiscard]] StateIndex alone(Index state) const { return alone_[state]; }
    // Those of that state with one linked that stands there, the first ones first.
    [[nodiscard]] std::vector<StateIndex> with(Index state, Index other, std::size_t most) const;

private:
    const Exploration& found_;
    const LinkModel& link_;
    std::vector<std::set<Index>> moves_;
    std::vector<std::set<std::pair<Index, std::uint32_t>>> together_;
    std::vector<StateIndex> alone_;

    [[nodiscard]] std::size_t place(Index state, std::uint32_t of_class) const {
        return state * link_.classes.size() + of_class;
    }
    [[nodiscard]] std::uint32_t class_at(StateIndex at) const;
    void add(StateIndex at);
};

// The states of all of them.
using Position = std::vector<Index>;
struct RingStep {
    std::size_t record = 0;
    Index from = 0, to = 0;
    Index there = 0;  // where the next one stands then
};

class Ring {
public:
    explicit Ring(std::vector<const Projection*> of);

    [[nodiscard]] const std::vector<const Projection*>& of() const { return of_; }
    [[nodiscard]] std::size_t size() const { return ends_well_.size(); }
    [[nodiscard]] Position position(std::size_t at) const;
    [[nodiscard]] std::size_t place(const Position& position) const;
    // None of them ever comes to where its work is done, though each could if the others moved.
    [[nodiscard]] bool is_stuck(const Position& position) const;
    // A shortest way from one of those positions to one in which they are stuck; of two records.
    [[nodiscard]] std::optional<std::pair<Position, std::vector<RingStep>>> way_from(
        const std::vector<Position>& begin) const;

private:
    std::vector<const Projection*> of_;
    std::vector<bool> ends_well_;
    std::vector<std::vector<bool>> could_go_;  // of each record, by state

    [[nodiscard]] bool leads_out(std::size_t at) const;
    [[nodiscard]] std::vector<std::pair<RingStep, std::size_t>> next(const Position& position) const;
    [[nodiscard]] bool could_go(std::size_t record, Index from) const;
};

}  // namespace reeve::verify
