#pragma once
// A process for those who did not write it: for the API, and as lines of text for a terminal.

#include <string>
#include <string_view>
#include <vector>

#include "base/json.hpp"
#include "process/model.hpp"

namespace reeve::process {

// {id, version, title, reference, digest, languages, roles, choices, tables, types}:
// docs/processes/reference.md says what each holds. Titles are in the language, or the nearest to it that
// there is.
[[nodiscard]] Json describe(const Process& process, std::string_view language);

// What is in it, a line each, for `reeve check`: "issue (incident): 5 states, 12 acts, 4 clocks, 3 rules".
[[nodiscard]] std::vector<std::string> check_report(const Process& process);

}  // namespace reeve::process
