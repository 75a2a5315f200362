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

// Of any example.
template <class Shows>
bool any_shows(const Rehearsal& rehearsal, Shows shows) {
    return std::ranges::any_of(rehearsal.steps, shows) ||
           std::ranges::any_of(rehearsal.more_examples, [&](const Example& example) {
               return std::ranges::any_of(example.steps, shows);
           });
}

}  // namespace

std::string Foundation::text() const {
    return in.empty() ? kind + " " + path : kind + " " + path + " [" + join(in, ", ") + "]";
}

std::size_t Rehearsal::untouched() const {
    const auto in = [](const std::vector<Step>& all) {
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const Step& step) { return step.untouched(); }));
    };
    std::size_t count = in(steps);
    for (const Example& example : more_examples) count += in(example.steps);
    return count;
}

bool Rehearsal::shows_success() const {
    return any_shows(*this, [](const Step& step) {
        return does_something(step) && !step.refused && !step.checks.empty() &&
               std::none_of(step.checks.begin(), step.checks.end(), shows_breach);
    });
}

bool Rehearsal::shows_refusal() const {
    return any_shows(*this, [](const Step& step) {
        return step.refused || std::any_of(step.checks.begin(), step.checks.end(), shows_breach);
    });
}

}  // namespace reeve::rehearse
