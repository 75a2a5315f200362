#pragma once
// What a decision is made on, put together from the world and the record that it is about.

#include "base/instant.hpp"
#include "desk/world.hpp"
#include "records/decide.hpp"

namespace reeve::desk {

// When something holds (a due instant, for what the desk does late), and when it is recorded.
struct When {
    Instant now;
    Instant received;
};

// Everything given must outlive it. `record` is null for what is to be logged.
[[nodiscard]] records::Situation situation_in(const World& world, const process::Process* process,
                                              const records::Record* record, records::Facts& facts,
                                              records::Supply& supply, When when);

}  // namespace reeve::desk
