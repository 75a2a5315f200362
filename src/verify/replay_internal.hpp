#pragma once

#include <vector>

#include "verify/finding.hpp"
#include "verify/trial.hpp"

namespace reeve::verify {

// Whether somebody does it in one of the ways that its act names.
[[nodiscard]] bool has_by(const Model& model, const Move& move);

// With all who act on the way of the finding there from the first, in the roles in which they act anywhere.
// `told` and `after` are of its steps, one each.
[[nodiscard]] Trial with_people(const Exploration& found, const Finding& finding,
                                const std::vector<StepTold>& told, const std::vector<Vector>& after,
                                Trial trial);

// What the actor of the command logs before it in the time that the move's needs ask for, where they do: that
// is submitted already.
[[nodiscard]] std::vector<records::Command> time_logged(Trial& trial, const Model& model, const Move& move,
                                                        const records::Command& command);

// The roles in which somebody does the step, that of whoever has the record included. `record`: as it is
// before; null where there is none.
[[nodiscard]] std::vector<Index> roles_of(const Model& model, const Move& move, const StepTold& told,
                                          const records::Record* record);

}  // namespace reeve::verify
