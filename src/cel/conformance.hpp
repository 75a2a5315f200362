#pragma once
// Runs cases of the public CEL conformance suite, in the JSON form that `reeve cel test` reads.

#include <string>
#include <string_view>
#include <vector>

#include "base/outcome.hpp"
#include "cel/environment.hpp"

namespace reeve::cel {

struct ConformanceFailure {
    std::string id;
    std::string expected;
    std::string found;
};

struct ConformanceReport {
    int passed = 0;
    int failed = 0;
    std::vector<ConformanceFailure> failures;
};

// An array of {id, expr, value | error, bindings?, type_env_raw?, container?, disable_check?}. Every case is
// run; one that cannot be read is a failure. A case that expects an error passes only if the expression
// compiles and its evaluation fails. Refused when the text is no such array.
[[nodiscard]] Outcome<ConformanceReport> run_conformance(std::string_view json_text, ZoneOffset zones = {});

}  // namespace reeve::cel
