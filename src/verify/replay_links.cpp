// What is linked to a real record, and how that goes on.
#include "verify/abstract.hpp"
#include "verify/replay_internal.hpp"
#include "verify/ways.hpp"

namespace reeve::verify {
namespace {

constexpr std::uint32_t ways_tried = 2'000;

}  // namespace

std::vector<records::LinkEnd> ends_of(const Trial& trial, Id record, const LinkModel& link,
                                      std::uint32_t of_class) {
    std::vector<records::LinkEnd> all;
    for (const records::LinkEnd& end : trial.all().at(record).links)
        if (end.link == link.of->name && link.class_of(shown_by(link, end)) == of_class) all.push_back(end);
    return all;
}

std::vector<Step> steps_to(const Exploration& found, StateIndex at, const LinkModel& link,
                           std::uint32_t of_class) {
    std::vector<Step> steps;
    const Vector from = found.visited.at(at);
    for (std::uint32_t m = 0; m < found.moves.size() && steps.size() < ways_there; ++m) {
        if (!found.stepper->concerns(found.moves[m], from)) continue;
        const auto way = way_that(*found.stepper, found.moves[m], from, ways_tried,
                                  [&](const Taken& taken, const Vector& next, std::uint32_t) {
                                      return taken.done && taken.sound() &&
                                             link.class_of(shown_at(link, *found.model, next)) == of_class;
                                  });
        if (way) steps.push_back({at, m, *way});
    }
    return steps;
}

}  // namespace reeve::verify
