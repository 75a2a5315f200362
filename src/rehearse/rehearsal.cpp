#include "rehearse/rehearsal.hpp"

#include <algorithm>
#include <iterator>

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
           std::ranges::any_of(rehearsal.more_examples, [&](const Rehearsal& example) {
               return std::ranges::any_of(example.steps, shows);
           });
}

bool is_among(const std::vector<Foundation>& parts, const Foundation& part) {
    return std::ranges::find(parts, part.text(), &Foundation::text) != parts.end();
}

}  // namespace

std::string Foundation::text() const {
    return in.empty() ? kind + " " + path : kind + " " + path + " [" + join(in, ", ") + "]";
}

std::vector<Foundation> Rehearsal::foundations() const {
    std::vector<Foundation> all = rests_on;
    for (const Rehearsal& example : more_examples)
        for (const Foundation& part : example.rests_on)
            if (!is_among(all, part)) all.push_back(part);
    return all;
}

Rehearsal Rehearsal::resting_on(const Foundation& part) const {
    Rehearsal those = *this;
    std::erase_if(those.more_examples,
                  [&](const Rehearsal& example) { return !is_among(example.rests_on, part); });
    if (is_among(rests_on, part) || those.more_examples.empty()) return those;
    Rehearsal first = std::move(those.more_examples.front());
    first.more_examples.assign(std::make_move_iterator(those.more_examples.begin() + 1),
                               std::make_move_iterator(those.more_examples.end()));
    return first;
}

std::size_t Rehearsal::untouched() const {
    const auto in = [](const std::vector<Step>& all) {
        return static_cast<std::size_t>(
            std::count_if(all.begin(), all.end(), [](const Step& step) { return step.untouched(); }));
    };
    std::size_t count = in(steps);
    for (const Rehearsal& example : more_examples) count += in(example.steps);
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
