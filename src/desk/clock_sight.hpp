#pragma once
// Who may see a clock of a record that she may know, and what it rests on: some are for their parties, or for
// certain roles, alone.

#include <string>
#include <string_view>
#include <vector>

#include "desk/world.hpp"
#include "records/clock_change.hpp"

namespace reeve::desk {

[[nodiscard]] bool may_see(const World& world, const records::Person& person, const records::Record& record,
                           const records::ClockSet& clock);
// Takes what she may not see (nobody: nothing is kept for) out of the record: the clocks, so that nothing
// that is reckoned by them, such as when it is due, tells of others; what the desk could not do because of
// them; and that it was handed over because they ran out.
void keep_seen_clocks(const World& world, const records::Person* person, records::Record& record);
// Whether the event says nothing but how clocks stand that she may not see.
[[nodiscard]] bool is_of_unseen_clocks(const World& world, const records::Person& person,
                                       const records::Record& record, const records::Event& event);

// The clocks of a type of record, by name, that she may not see of each of its records: figures that add up
// many records are told her without them.
[[nodiscard]] std::vector<std::string> clocks_kept_from(const World& world, const records::Person& person,
                                                        std::string_view process, std::string_view type);

// Whether a version of a process keeps a clock from somebody.
[[nodiscard]] bool keeps_clocks(const World& world);

// Of an agreement one version's words: administrators, its parties, and who sees the whole process and every
// clock that they promise something of, as parties and roles allow.
[[nodiscard]] bool may_see(const World& world, const records::Person& person,
                           const records::Agreement& words);

}  // namespace reeve::desk
