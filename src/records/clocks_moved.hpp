#pragma once
// Which changes to the directory, and of registers, reach clocks that run.

#include <string>
#include <string_view>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Whether clocks may count otherwise after the event of the directory: a calendar says something else, an
// organisation or a team has other hours, an agreement other words. What is new moves none.
[[nodiscard]] bool moves_clocks(const Directory& before, const Directory& after, const Event& event);

// When the next words that were agreed for later come into force in the place of others, and of which
// agreements; Instant::never() when none do. Those that were agreed on their day or after it held from then
// on.
struct LaterWords {
    Instant at = Instant::never();
    std::vector<Id> agreements;
};
[[nodiscard]] LaterWords later_words(const Directory& directory, Instant after);

// Types of which a clock counts by rows that such entries give.
[[nodiscard]] std::vector<std::string> types_counting_by(const process::Process& process,
                                                         std::string_view register_type);

// Whether a clock of the record runs that such a change can reach: by one of its timers, or endlessly.
[[nodiscard]] bool has_clocks_to_move(const Record& record);
// Whether one runs that is never due, as its calendar is: no timer tells of it.
[[nodiscard]] bool runs_endlessly(const Record& record);

}  // namespace reeve::records
