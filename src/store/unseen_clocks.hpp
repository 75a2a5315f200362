#pragma once
// Figures of how records went on as if they had no clocks of certain names: those that the caller may not
// see.

#include <string>
#include <vector>

#include "store/flow.hpp"
#include "store/query.hpp"

namespace reeve::store {

// Shows `each`, which must say false, every row of the question once. True where looking at all of them would
// have cost too much.
[[nodiscard]] bool visit_rows(FlowReader& reader, const Sight& sight, const FlowQuestion& question,
                              const FlowTest& each);

[[nodiscard]] Flow flow_without(FlowReader& reader, const Sight& sight, const FlowQuestion& question,
                                const std::vector<std::string>& clocks);
// The same figure, of what is left.
[[nodiscard]] FlowTest without_clocks(FlowTest test, std::vector<std::string> clocks);

}  // namespace reeve::store
