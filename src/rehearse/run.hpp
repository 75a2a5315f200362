#pragma once
// Plays a rehearsal on a desk of its own and holds what is found against what is expected.

#include <cstddef>
#include <string>
#include <vector>

#include "desk/instance.hpp"
#include "rehearse/cover.hpp"
#include "rehearse/rehearsal.hpp"
#include "rehearse/vocabulary.hpp"

namespace reeve::rehearse {

struct Finding {
    std::string what;  // "A.clocks.response.due"
    std::string expected, found;
    bool good = false;
};

struct StepResult {
    std::string when;  // "Mon 2014-01-20 09:00"
    std::string what;  // "helena: acknowledge on A, C"
    bool given = false, untouched = false;
    int line = 0;
    std::vector<Finding> findings;
};

struct Result {
    std::string file, title;
    std::vector<std::string> covers, beside;
    std::vector<StepResult> steps;
    Parts touched;         // by steps with expectations, where that was asked for
    std::string accident;  // why it could not be played to its end; empty when it was
    [[nodiscard]] std::size_t differences() const;
    [[nodiscard]] std::size_t untouched() const;
    [[nodiscard]] bool passed() const { return accident.empty() && differences() == 0; }
};

// `cover`: notes what steps with expectations touch; it reads the whole journal after each step.
[[nodiscard]] Result run(const Rehearsal& rehearsal, const Vocabulary& vocabulary,
                         const desk::ShippedProcess& process, const desk::StartInstance& start,
                         bool cover = false);

}  // namespace reeve::rehearse
