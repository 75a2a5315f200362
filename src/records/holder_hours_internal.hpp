#pragma once
// Where a record is held, and in whose hours.

#include <string>
#include <string_view>

#include "records/decision_internal.hpp"
#include "records/held_at.hpp"

namespace reeve::records {

// What counts in a calendar, for what is missed where there is none: "clock:response", "Response".
struct Counting {
    std::string what, shown;
};
// The calendar that the process names for something of the record, which is not `always`. Null where there is
// none: that is missed.
[[nodiscard]] const WorkingCalendar* hours_of(Decision& decision, const Draft& draft,
                                              const process::CalendarChoice& choice,
                                              const Counting& counting);
// Whether the record waits for somebody who is not of the organisation that answers for it; empty: which that
// is, is not known, and everybody is outside.
[[nodiscard]] bool waits_outside(Decision& decision, const Record& record, Id answers);

// The calendar of the team that holds the record, else of the holder's organisation; null when neither has
// one. `whose` becomes who was asked last, as people know it.
[[nodiscard]] const WorkingCalendar* holder_hours(Decision& decision, const Holder& holder,
                                                  std::string& whose);

}  // namespace reeve::records
