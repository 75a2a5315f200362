// Somebody new: of each role there are more people than are told apart. Whoever did something and does no
// more gives her token to her, where nothing that is asked of those who did it is otherwise for that.
#include <algorithm>

#include "verify/step.hpp"

namespace reeve::verify {
namespace {

// The dimensions that remember of each token whether it did something.
template <class Visit>
void for_each_deed(const Model& model, const Visit& visit) {
    for (const auto& [act, tokens] : model.monitors.by) visit(tokens);
    for (const PartOfPast& part : model.monitors.parts)
        if (part.asked == process::Function::by) visit(part.at);
}

}  // namespace

// What she did is history, and hers alone: nobody else is kept from anything by it.
bool Stepper::take_newcomer() {
    const std::uint32_t person = choices_->choose(model_.tokens);
    if (!did_something(person) || !may_stay_away(person)) return false;
    for_each_deed(model_, [&](const std::vector<DimensionIndex>& tokens) { put(tokens[person], 0); });
    return true;
}

bool Stepper::did_something(std::uint32_t person) {
    bool did = false;
    for_each_deed(model_,
                  [&](const std::vector<DimensionIndex>& tokens) { did = get(tokens[person]) != 0 || did; });
    return did;
}

bool Stepper::may_stay_away(std::uint32_t person) {
    if (model_.of_people == AskedOfPeople::number || is_bound(person)) return false;
    if (model_.of_people == AskedOfPeople::among) return true;
    for (std::uint32_t other = 0; other < model_.tokens; ++other)
        if (other != person && did_the_same(person, other) && !is_bound(other)) return true;
    return false;
}

bool Stepper::did_the_same(std::uint32_t person, std::uint32_t other) {
    bool same = true;
    for_each_deed(model_, [&](const std::vector<DimensionIndex>& tokens) {
        same = get(tokens[person]) == get(tokens[other]) && same;
    });
    return same;
}

// Of whom there is one: who has it, reported it, logged it, or did something last.
bool Stepper::is_bound(std::uint32_t person) {
    if (model_.assignee && get(*model_.assignee) == person + 1) return true;
    if (model_.reporter && get(*model_.reporter) == person) return true;
    if (model_.logger && get(*model_.logger) == person) return true;
    return std::ranges::any_of(model_.monitors.parts, [&](const PartOfPast& part) {
        return part.asked == process::Function::last && get(part.at.front()) == person + 2;
    });
}

bool Stepper::has_room_for_somebody(const Vector& state) {
    if (model_.tokens == 1) return true;
    stand_on(state);
    for (std::uint32_t person = 0; person < model_.tokens; ++person)
        if (!is_bound(person) && (!did_something(person) || may_stay_away(person))) return true;
    return false;
}

}  // namespace reeve::verify
