#pragma once
// The way of a finding as a rehearsal, with people of the process's demonstration.

#include <optional>
#include <string>

#include "rehearse/vocabulary.hpp"
#include "verify/replay.hpp"

namespace reeve::rehearse {

// The text of a rehearsal that shows the finding; nothing where the demonstration has nobody who could do it.
// Whether it plays is seen by playing it: the demonstration's hours and agreements may be others.
[[nodiscard]] std::optional<std::string> rehearsal_of(const verify::Exploration& exploration,
                                                      const verify::Finding& finding,
                                                      const verify::Replayed& replayed,
                                                      const Vocabulary& vocabulary);

}  // namespace reeve::rehearse
