#pragma once
// The way of a finding as a rehearsal, with people of the process's demonstration.

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "rehearse/vocabulary.hpp"
#include "verify/replay.hpp"

namespace reeve::rehearse {

// Who plays whom of those who act in the way, by name; whoever is not there is played by somebody who could.
using Cast = std::map<Id, std::string>;

// Who acts in the way, in that order, each with the roles in which she does. People of a trial act in one
// process each.
struct Actor {
    Id id;
    const process::Process* process = nullptr;
    std::set<process::Index> roles;
    bool administrator = false;
};
using Acting = std::vector<Actor>;
[[nodiscard]] Acting acting_in(const std::vector<verify::Done>& all);

// The text of a rehearsal that shows the finding; nothing where the demonstration has nobody who could do it.
// Whether it plays is seen by playing it: the demonstration's hours and agreements may be others.
[[nodiscard]] std::optional<std::string> rehearsal_of(const verify::Exploration& exploration,
                                                      const verify::Finding& finding,
                                                      const verify::Replayed& replayed,
                                                      const Vocabulary& vocabulary, const Cast& cast = {});

}  // namespace reeve::rehearse
