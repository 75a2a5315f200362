#pragma once
// Where a record is held, and in whose hours.

#include <string>
#include <string_view>

#include "records/decision_internal.hpp"

namespace reeve::records {

// The one organisation at which all active people have the role, `except` left out; empty when they have it
// at several.
[[nodiscard]] Id shared_organisation(const Directory& directory, std::string_view process,
                                     std::string_view role, Id except = {});
// That which the custody itself names: the holder's own, else its team's. Empty when it names none.
[[nodiscard]] Id named_organisation(const Directory& directory, const Holder& holder);
// The organisation at which the holder works: its own, else its team's, else its person's, else the one at
// which all who have the role have it. Empty when there is no such one.
[[nodiscard]] Id holder_organisation(const Directory& directory, std::string_view process,
                                     const Holder& holder);

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
