#pragma once
// Every state that a record of one type can come to, breadth first: the first way to each is a shortest one.

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "verify/step.hpp"
#include "verify/visited.hpp"

namespace reeve::verify {

// Where exploring ends: a record type in the first, all types of a process together in the others.
struct Bounds {
    std::uint32_t states = 1'000'000;
    std::size_t bytes = std::size_t{2} << 30;
    // Tried: a state with much to choose from takes many. A way of answering an expression is one, too.
    std::uint64_t steps = 150'000'000;  // some twenty seconds
    // In so many ways a form is filled in; what is sent in a larger one is found out where something asks for
    // it.
    std::uint64_t form = ways_of_a_form;
};

// What ended it before all was explored.
enum class Stop : std::uint8_t { none, states, bytes, steps, ways, beyond };

// One step of a way: from a state (none: the beginning) by a move, in one of its ways.
struct Step {
    StateIndex from = no_state;
    std::uint32_t move = 0;  // into moves
    std::uint32_t way = 0;   // how often its choices were turned on
};

struct Broken {
    std::uint32_t rule = 0;
    Step step;
    bool certain = false;  // no outcome of the step keeps it
};

// From state to state: whom it takes is in the flags.
struct Edge {
    StateIndex to : 30;
    StateIndex by_desk : 1;
    StateIndex by_goodwill : 1;  // of whom the state waits for
};

struct Exploration {
    std::unique_ptr<Model> model;
    std::vector<Move> moves;
    std::unique_ptr<Stepper> stepper;
    Visited visited{1};
    std::vector<Step> first;  // how each state was come to first
    std::vector<std::uint32_t>
        edges_of;  // where the edges of each state begin; one more than there are states
    std::vector<Edge> edges;
    std::vector<std::pair<StateIndex, StateIndex>> newcomers;  // to the same with somebody new, where tried
    bool too_many_newcomers = false;                           // to try them all
    std::vector<Broken> broken;                                // the first of each rule by each move
    std::vector<bool> states, holders;                         // those come to
    std::vector<std::uint32_t> rounds;          // of each approval: a bit for each way it came to stand
    std::vector<std::optional<Step>> counting;  // of each limit: how a record first comes to count
    bool complete = false;
    Stop stop = Stop::none;
    Bounds bounds;  // that held
    std::uint64_t steps = 0;
    std::size_t bytes = 0;

    // The steps that lead to the state.
    [[nodiscard]] std::vector<Step> way_to(StateIndex state) const;
};

// `bounds`: all of them of this type alone.
[[nodiscard]] Exploration explore(const process::Process& process, Index type, const Outcomes& outcomes,
                                  const Bounds& bounds);

// What it shows of the type to those that are linked to its records.
[[nodiscard]] OutcomeGraph outcomes_seen(const Exploration& found);

// Steps done again: what was chosen, and where each led.
struct Retraced {
    StepTold told;
    Vector after{};
};
// One after the other: what was sent is told with the step that sent it, where a later one shows it.
[[nodiscard]] std::vector<Retraced> retrace(const Exploration& exploration, const std::vector<Step>& steps);

}  // namespace reeve::verify
