#pragma once
// A process without one of its parts: what a rehearsal rests on is taken out, and the rehearsal must fail
// then.

#include <string>
#include <vector>

#include "base/outcome.hpp"
#include "desk/demo.hpp"
#include "rehearse/rehearsal.hpp"

namespace reeve::rehearse {

// The parts that can be taken out: rule, row, need …; what each does is in docs/processes/rehearsals.md.
[[nodiscard]] const std::vector<std::string>& foundation_kinds();

// The process's files, rewritten. Refusal malformed with a sentence where there is no such part.
[[nodiscard]] Outcome<desk::ShippedProcess> take_out(const desk::ShippedProcess& process,
                                                     const Foundation& part);

}  // namespace reeve::rehearse
