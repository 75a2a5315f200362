#pragma once
// What is done in a step of a rehearsal, of the things that exclude one another.

#include "rehearse/reading_internal.hpp"

namespace reeve::rehearse {

// Null where nothing is done. A second one is a problem, and each word beside it that asks nothing of it: it
// would be taken for proof.
[[nodiscard]] const YamlKey* action_of(Scene& scene, const YamlNode& step);

// Whether `on` may name its record.
[[nodiscard]] bool takes_record(const YamlNode& step);

}  // namespace reeve::rehearse
