#pragma once
// The whole life of a record's clocks counted anew by what their calendars say now: the one correction that
// may take back a breach. What the breach brought about stays.

#include <vector>

#include "base/id.hpp"
#include "base/outcome.hpp"
#include "records/decide.hpp"
#include "records/record_parts.hpp"

namespace reeve::records {

struct RecomputedClock {
    ClockInstance before;
    ClockSet after;  // equal to before.now where nothing changes
    bool changes = false;
};

// Every clock that the record has or had, in its order. Those that count in no calendar, or are due at an
// instant that a field says, stay as they are. What runs out by the new count is breached from `now` on:
// nobody could have acted on it before.
[[nodiscard]] std::vector<RecomputedClock> recomputed(const Directory& directory,
                                                      const process::RecordType& type, const Record& record,
                                                      Instant now);

// What has run out by `now` is breached by its timer as soon as it stands so: it is shown so, where it is
// shown before it is done.
[[nodiscard]] ClockSet as_it_will_stand(ClockSet clock, Instant now);

// What such differences rest on besides the record: the calendars and agreements of its clocks as they stand.
// A command that names it (`about`) is refused where that is no longer so.
[[nodiscard]] Id recompute_rests_on(const Directory& directory, const Record& record);

// Whether the record has clocks that this person sees: others are not counted anew by her.
[[nodiscard]] bool shows_recompute(const Situation& situation, const process::RecordType& type,
                                   const Person& person);
// Why this person may not have them counted anew; empty when she may.
[[nodiscard]] std::string why_not_recompute(const Situation& situation, const process::RecordType& type,
                                            const Person& person);

}  // namespace reeve::records
