#pragma once
// Whom a clock is kept for, in words by which records are found: an event says them of the clock, a person's
// own are known where she asks.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Of a clock of the record that rests on that agreement (null: on none). Empty: it is kept from nobody.
[[nodiscard]] std::vector<std::string> kept_for(const process::Process& process, const process::Clock& clock,
                                                const Record& record, const Agreement* agreement);
// The words that are true of her, each with the process in which it is; empty: in all.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> audiences_of(const Person& person);

// Whether the clock says when the record is due: it runs, or ran out and still waits for its deed (an earlier
// holder's excepted).
[[nodiscard]] bool makes_due(const Record& record, const ClockSet& clock);
// When the record is due, of the clocks of which `seen` is true.
template <class Seen>
[[nodiscard]] std::optional<Instant> due_of(const Record& record, Seen seen) {
    std::optional<Instant> earliest;
    for (const ClockInstance& clock : record.clocks)
        if (makes_due(record, clock.now) && seen(clock.now) && (!earliest || *clock.now.due < *earliest))
            earliest = clock.now.due;
    return earliest;
}

}  // namespace reeve::records
