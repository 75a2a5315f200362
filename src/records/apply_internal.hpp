#pragma once
// Folding, one step at a time: what apply() does to a stored event and a draft to one that is being made.

#include "records/event.hpp"
#include "records/record.hpp"

namespace reeve::records {

// One change of the event. Of the event are read: its envelope, its texts, and the facts of a move.
[[nodiscard]] Outcome<void> apply_change(Record& record, const Event& event, const Change& change);

// What an event does as a whole, after its changes: the version, the act counted, the time of the last
// change. `leg_before` is the record's leg before the event: an act belongs to the leg in which it was done.
void finish_event(Record& record, const Event& event, std::int64_t leg_before);

}  // namespace reeve::records
