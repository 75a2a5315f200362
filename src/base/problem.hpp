#pragma once
// A mistake in a file that a person wrote: where it is, what was expected, and the nearest right name.

#include <string>
#include <vector>

namespace reeve {

struct Problem {
    std::string file;
    int line = 0;          // from 1
    int column = 0;        // from 1
    std::string what;      // a sentence
    std::string expected;  // what would be right there; may be empty
    std::string nearest;   // the nearest right name; may be empty
    bool warning = false;

    bool operator==(const Problem&) const = default;
};

// "processes/x/process.yaml:12:7: unknown state 'workin' (expected one of …; did you mean 'working'?)"
[[nodiscard]] std::string text(const Problem& problem);

}  // namespace reeve
