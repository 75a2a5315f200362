#pragma once
// What an act does on other records, or makes, is refused as a whole where they refuse it: asked of what was
// explored of their types, with what is sent to them.

#include <map>
#include <string>
#include <vector>

#include "verify/explore.hpp"

namespace reeve::verify {

// Of an effect that other records refuse, or may: what it does there, and why.
struct RefusedByOthers {
    bool always = false;
    std::string does, why;
};
using Refusals = std::map<const process::Effect*, RefusedByOthers>;

// `explored`: of each type; one that was not explored whole says nothing.
[[nodiscard]] Refusals refusals_of(const process::Process& process, Index type,
                                   const std::vector<Exploration>& explored);

// Has the model refuse what is always refused, and tell of what may be.
void take_refusals(Model& model, const Refusals& refusals);

[[nodiscard]] Exploration explore(const process::Process& process, Index type, const Outcomes& outcomes,
                                  const Bounds& bounds, const Refusals& refusals);

}  // namespace reeve::verify
