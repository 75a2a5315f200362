#pragma once
// What a check found, for people, for programs, and for tools that show such findings (SARIF 2.1.0).

#include <string>
#include <vector>

#include "base/json.hpp"
#include "base/problem.hpp"
#include "verify/check.hpp"

namespace reeve::verify {

// What was found in one folder: mistakes that loading finds, then what exploring shows.
struct Reported {
    std::string folder;   // before the file names
    std::string process;  // its id
    std::vector<Problem> problems;
    std::vector<TypeChecked> types;
    std::vector<Finding> findings;
    std::string demo = {};  // who is made up for their rehearsals; empty where the process has its own
};

// A line a finding, "FOLDER/FILE:LINE:COLUMN: error: … [kind:path]", its way indented below it.
[[nodiscard]] std::string as_text(const Reported& reported);
// {"processes": [{"process", "types": [{"type", "states", "complete"}], "problems", "findings": [{"id",
// "severity", "file", "line", "column", "sentence", "way"?, "rehearsal"?}], "demo"?}]}
[[nodiscard]] Json as_json(const std::vector<Reported>& all);
[[nodiscard]] Json as_json(const std::vector<Finding>& findings);
[[nodiscard]] Json as_sarif(const std::vector<Reported>& all, std::string_view version);

// A finding as the mistake that an upload is refused for.
[[nodiscard]] Problem as_problem(const Finding& finding);

}  // namespace reeve::verify
