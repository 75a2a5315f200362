#pragma once
// Who has a record: the first leg, hand-overs, the end (semantics sections 1 and 2).

#include "records/decision_internal.hpp"

namespace reeve::records {

void enter_state(Decision& decision, Draft& draft, process::Index state);

// Whose it is by `custody.first` as the record stands, without a person; what hinders that is missed.
[[nodiscard]] std::optional<Holder> first_holder(Decision& decision, Draft& draft, const Person* actor);
// The first leg of a new record. Nobody to hold it is missed.
// Of those through whom it came: a leg each, at once passed on.
void open_legs_before(Decision& decision, Draft& draft, const process::Act& act);
void open_first_leg(Decision& decision, Draft& draft, const Person* actor);
// What the act does to custody: a hand-over, a leg for what reopens, or the last leg's end. `cause`: "act" or
// "breach".
void move_custody(Decision& decision, Draft& draft, const process::Act& act, const Person* actor,
                  const char* cause);

}  // namespace reeve::records
