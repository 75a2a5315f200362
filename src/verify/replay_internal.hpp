#pragma once

#include <cstdint>
#include <map>
#include <vector>

#include "verify/finding.hpp"
#include "verify/trial.hpp"

namespace reeve::verify {

// Whether somebody does it in one of the ways that its act names.
[[nodiscard]] bool has_by(const Model& model, const Move& move);

// Who does each step of a way: the token that the model names, or somebody in her place for roles that she
// cannot have together with others.
struct Cast {
    std::vector<std::uint32_t> tokens;                  // of the steps, one each
    std::map<std::uint32_t, std::vector<Index>> roles;  // in which they act anywhere
};
// `told` and `after` are of its steps, one each.
[[nodiscard]] Cast cast_of(const Exploration& found, const Finding& finding,
                           const std::vector<StepTold>& told, const std::vector<Vector>& after);
// With all of them there from the first.
[[nodiscard]] Trial with_people(const Model& model, const Cast& cast, Trial trial);
// As whom the model has somebody who stands in another's place.
[[nodiscard]] std::uint32_t told_as(std::uint32_t token);

// Whether the step is done by an administrator as such.
[[nodiscard]] bool is_by_administrator(const Model& model, const Move& move);

// What a step means: `told` of it, and what is sent in some fields whatever was chosen.
struct Meant {
    const Model& model;
    const Move& move;
    const StepTold& told;
    const std::map<std::string, Json>& given;
};
[[nodiscard]] std::vector<records::Command> commands_of(const Meant& meant, const Trial& trial, Id record);

// What the command's actor, or somebody else, does before it because its needs ask for it: time, ticks. That
// is submitted already; documents and the like come with the command. `roles`: those in which she acts.
struct DoneBefore {
    std::vector<Index> roles;
    records::Command command;
};
[[nodiscard]] std::vector<DoneBefore> see_to_needs(Trial& trial, const Model& model, const Move& move,
                                                   const std::vector<Index>& roles,
                                                   records::Command& command);
// Its own needs do not refuse it.
[[nodiscard]] bool is_refused_for_rules(const reeve::Refusal& refusal);

// The roles in which somebody does the step, that of whoever has the record included. `record`: as it is
// before; null where there is none.
[[nodiscard]] std::vector<Index> roles_of(const Model& model, const Move& move, const StepTold& told,
                                          const records::Record* record);

inline constexpr int ways_there = 8;  // of a linked record, that are tried

// The records that are linked to it and that the link tells apart as that class.
[[nodiscard]] std::vector<records::LinkEnd> ends_of(const Trial& trial, Id record, const LinkModel& link,
                                                    std::uint32_t of_class);
// The steps of a state that lead to what the link tells apart as that class, a few at most.
[[nodiscard]] std::vector<Step> steps_to(const Exploration& found, StateIndex at, const LinkModel& link,
                                         std::uint32_t of_class);

}  // namespace reeve::verify
