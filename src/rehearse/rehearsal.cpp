#include "rehearse/rehearsal.hpp"

#include <algorithm>

#include "base/text.hpp"

namespace reeve::rehearse {
namespace {

bool shows_breach(const Check& check) {
    if (check.of == Check::Of::breached) return check.expected != "none";
    return check.of == Check::Of::clock && check.part == "state" && check.expected == "breached";
}

bool does_something(const Step& step) {
    return !step.given && step.kind != Step::Kind::none;
}

}  // namespace

std::string Foundation::text() const {
    return in.empty() ? kind + " " + path : kind + " " + path + " [" + join(in, ", ") + "]";
}

std::size_t Rehearsal::untouched() const {
    return static_cast<std::size_t>(
        std::count_if(steps.begin(), steps.end(), [](const Step& step) { return step.untouched(); }));
}

bool Rehearsal::shows_success() const {
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        return does_something(step) && !step.refused && !step.checks.empty() &&
               std::none_of(step.checks.begin(), step.checks.end(), shows_breach);
    });
}

bool Rehearsal::shows_refusal() const {
    return std::any_of(steps.begin(), steps.end(), [](const Step& step) {
        return step.refused || std::any_of(step.checks.begin(), step.checks.end(), shows_breach);
    });
}

}  // namespace reeve::rehearse
