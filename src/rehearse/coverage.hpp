#pragma once
// Which row of the requirements is proved by which rehearsal, as a page for readers.

#include <string>
#include <vector>

#include "rehearse/rehearsal.hpp"

namespace reeve::rehearse {

// Markdown: a table for each process, a line for each row that a rehearsal covers, in the order of the rows.
// Links are relative to `docs/`; files as they were named, below the root.
[[nodiscard]] std::string coverage_page(const std::vector<Rehearsal>& rehearsals);

}  // namespace reeve::rehearse
