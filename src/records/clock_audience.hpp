#pragma once
// Whom a clock is kept for, in words by which records are found: an event says them of the clock, a person's
// own are known where she asks.

#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "process/model.hpp"
#include "records/directory.hpp"
#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// Of a clock of the record that rests on that agreement (null: on none). Empty: it is kept from nobody.
[[nodiscard]] std::vector<std::string> kept_for(const process::Process& process, const process::Clock& clock,
                                                const Record& record, const Agreement* agreement);
// The words that are true of her, each with the process in which it is; empty: in all.
[[nodiscard]] std::vector<std::pair<std::string, std::string>> audiences_of(const Person& person);

[[nodiscard]] bool is_party(const Person& person, const Agreement& agreement);
// Of the agreement on which the clock rests; without one there are no parties to it.
[[nodiscard]] bool is_party(const Person& person, const ClockSet& clock, const Directory& directory);
// Whether she may see a clock of the record, of which `of` says whose it is.
[[nodiscard]] bool may_see(const Person& person, const process::Process& process,
                           const process::RecordType& type, const process::Clock& of, const Record& record,
                           const ClockSet& clock, const Directory& directory);

// The clock of which a change tells: how it stands now, or the one because of which the desk was to do what
// it could not, as the record has it. Null where it tells of none, or the record (if any) has no such clock.
[[nodiscard]] const ClockSet* clock_told(const Change& change, const Record* record);

// Whether the event says something besides its changes: an act, or words that are not those of notices.
[[nodiscard]] bool says_more(const Event& event);
// Whether nobody who reads an entry is told of the change.
[[nodiscard]] bool is_silent(const Change& change);

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
