#pragma once
// What records show to those that are linked to them, and how that goes: what exploring a type shows of it to
// its partners (semantics section 9).

#include <compare>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "cel/value.hpp"
#include "process/model.hpp"

namespace reeve::verify {

using process::Index;

// Where a record stands, as far as others see it.
struct ShownState {
    Index state = 0;
    std::vector<std::uint32_t> values;  // of each of the graph's fields: a place in what it can show
    auto operator<=>(const ShownState&) const = default;
};

// Of one record type: the stands to which records come, and from which to which they go.
struct OutcomeGraph {
    const process::Process* process = nullptr;
    Index type = 0;
    std::vector<Index> fields;  // shared ones that a link reads and that have few values
    std::vector<ShownState> stands;
    std::vector<std::uint32_t> born;  // the stands in which records begin
    std::vector<std::pair<std::uint32_t, std::uint32_t>> steps;
    bool seen = false;  // by exploring the type whole; else all that its file allows, whatever guards say

    [[nodiscard]] const process::RecordType& of() const { return process->types[type]; }
};

// Of every type of a process, in its order; then of every type of those processes beside it that are at hand.
using Outcomes = std::vector<OutcomeGraph>;

// What a choice or a boolean can show, no value first; nothing of other fields.
[[nodiscard]] std::vector<cel::Value> shown_values(const process::Process& process,
                                                   const process::Field& field);

// Fields of the type that a link tells apart which reads so of it; those with too many values it does not.
struct LinkReading;
[[nodiscard]] std::vector<Index> fields_told(const OutcomeGraph& graph, const LinkReading& reading);

// The states in which records of the type end that are no longer owed to anybody.
[[nodiscard]] std::vector<Index> put_aside_in(const process::Process& process, const process::RecordType& of);

// By the acts of the files alone.
[[nodiscard]] Outcomes outcomes_of(const process::Process& process,
                                   std::span<const process::Process* const> beside = {});

[[nodiscard]] const OutcomeGraph* graph_of(const Outcomes& outcomes, const process::Process& process,
                                           Index type);
// Of the records to which the link leads; null where they are those of a process that is not at hand.
[[nodiscard]] const OutcomeGraph* graph_of(const Outcomes& outcomes, const process::Process& process,
                                           const process::Link& link);

}  // namespace reeve::verify
